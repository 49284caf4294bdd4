import fc from 'fast-check'
import { type Asked, judge } from '../../bin/local/iam/judge.ts'
import { namesOf } from '../../lib/names.ts'
import type { Statement } from '../../lib/roles/statement.ts'

export const A = '01jd0000000000000000000000'
export const B = '01jd0000000000000000000001'
export const NAMES = namesOf('dev', '111111111111')

const ITEM = [
  'GetItem',
  'BatchGetItem',
  'Query',
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'BatchWriteItem',
  'ConditionCheckItem',
]
const OTHER = ['Scan', 'PartiQLSelect', 'PartiQLDelete', 'DeleteTable', 'ExportTableToPointInTime']
const TABLES = ['app', 'registry', 'audit'] as const
const PLACES = [
  ...TABLES.flatMap((table) => [NAMES.tableArn(table), `${NAMES.tableArn(table)}/index/list`]),
  `${NAMES.tableArn('app')}-copy`,
  'arn:aws:dynamodb:ap-northeast-1:222222222222:table/kizuki-dev-app',
]
/** Tags as they might come to stand in a session, right and wrong. */
const TAGS = [
  A,
  B,
  undefined,
  '',
  '*',
  '?',
  '?'.repeat(26),
  '*'.repeat(26),
  `${A.slice(0, 25)}*`,
  `${A}x`,
  A.slice(0, 25),
  `${A}#U`,
  A.toUpperCase(),
]
const KEYS = [
  `T#${A}#U#mem_1`,
  `T#${A}#AUD#1`,
  `T#${B}#U#mem_1`,
  `T#${A}`,
  `T#${A}x#U#1`,
  `T#${A.slice(0, 25)}#U#1`,
  `T#${A}-b#U`,
  'T##U#1',
  'T#*#U#1',
  `T#${'*'.repeat(26)}#U#1`,
  `T#${'?'.repeat(26)}#U#1`,
  'T#',
  '',
  'CODE#aozora',
  'ISS#https://x',
  'CODE',
  'OPR#U#1',
  'OPR',
  'OP#AUD#1',
  'OP',
  'TEN#1',
  'TENANTS',
  'TENANTS#2',
  'APP#1',
  ` T#${A}#U`,
  `t#${A}#U`,
]

export interface Case {
  readonly action: string
  readonly place: string
  readonly tag: string | undefined
  /** Undefined where a call has no leading keys at all (Scan, PartiQL without a key). */
  readonly keys: readonly string[] | undefined
}
export const askedOf = ({ action, place, tag, keys }: Case): Asked => ({
  action: `dynamodb:${action}`,
  resource: place,
  context: {
    ...(tag === undefined ? {} : { 'aws:PrincipalTag/tenant': [tag] }),
    ...(keys === undefined ? {} : { 'dynamodb:LeadingKeys': keys }),
  },
})

const anyKeys = [
  undefined,
  [],
  ...KEYS.map((key) => [key]),
  ...KEYS.flatMap((key) => [
    [`T#${A}#U#mem_1`, key],
    [key, `T#${A}#U#mem_1`],
  ]),
]
/** The whole matrix of sample values. */
export const everyCase = (): Case[] =>
  [...ITEM, ...OTHER].flatMap((action) =>
    PLACES.flatMap((place) => TAGS.flatMap((tag) => anyKeys.map((keys) => ({ action, place, tag, keys })))),
  )

const idLike = fc.string({
  minLength: 26,
  maxLength: 26,
  unit: fc.constantFrom(...'0123456789abcdefghjkmnpqrstvwxyz*?#$'),
})
/** Cases beyond the samples: tags and keys made of one another, cut, lengthened, joined. */
export const anyCase: fc.Arbitrary<Case> = fc
  .tuple(fc.oneof(fc.constantFrom(...TAGS), idLike), fc.oneof(fc.constant(A), fc.constant(B), idLike))
  .chain(([tag, other]) => {
    const key = fc.oneof(
      fc.constantFrom(...KEYS),
      fc
        .tuple(
          fc.constantFrom(tag ?? '', other, A),
          fc.constantFrom('#', '', '##', 'x#', '*#', ' #'),
          fc.string({ maxLength: 8 }),
        )
        .map(([id, joint, rest]) => `T#${id}${joint}${rest}`),
    )
    return fc.record({
      action: fc.constantFrom(...ITEM, ...OTHER),
      place: fc.constantFrom(...PLACES),
      tag: fc.constant(tag),
      keys: fc.option(fc.array(key, { maxLength: 4 }), { nil: undefined }),
    })
  })

/** What the design allows, said without any pattern: the closed list. */
type Grant = {
  readonly actions: readonly string[]
  readonly places: (place: string) => boolean
  readonly key: (key: string) => boolean
}
const at =
  (...places: string[]) =>
  (place: string) =>
    places.includes(place)
const begins =
  (...prefixes: string[]) =>
  (key: string) =>
    prefixes.some((prefix) => key.startsWith(prefix))
const registry = NAMES.tableArn('registry')
const ROWS = ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query', 'ConditionCheckItem']
const operatorsAudit: Grant = {
  actions: ['PutItem'],
  places: at(NAMES.tableArn('audit')),
  key: begins('OP#'),
}
const issuers: Grant = { actions: ['GetItem'], places: at(registry), key: begins('CODE#', 'ISS#') }
const EXCEPTIONS: Record<string, readonly Grant[]> = {
  authorizer: [issuers],
  gate: [issuers, { actions: ROWS, places: at(registry), key: begins('OPR#') }, operatorsAudit],
  schedule: [
    { actions: ['Query'], places: at(registry, `${registry}/index/list`), key: (key) => key === 'TENANTS' },
  ],
  operator: [operatorsAudit],
  // What `npm run people` wishes for a tenant lies beside the tenant's row until the worker has carried it there.
  jobs: [{ actions: ['GetItem', 'Query', 'UpdateItem'], places: at(registry), key: begins('TEN#') }],
}

export const mayTenant = ({ action, place, tag, keys }: Case): boolean => {
  const app = NAMES.tableArn('app')
  const reaches = (place === app || place.startsWith(`${app}/index/`)) && ITEM.includes(action)
  const adds = place === NAMES.tableArn('audit') && ['PutItem', 'Query'].includes(action)
  return (
    (reaches || adds) &&
    tag?.length === 26 &&
    Boolean(keys?.length) &&
    (keys ?? []).every((key) => key.startsWith(`T#${tag}#`))
  )
}
export const mayItself =
  (role: string) =>
  ({ action, place, keys }: Case): boolean =>
    (role === 'operator' &&
      [...ROWS, 'BatchGetItem'].includes(action) &&
      at(registry, `${registry}/index/list`)(place)) ||
    (EXCEPTIONS[role] ?? []).some(
      (grant) =>
        grant.actions.includes(action) &&
        grant.places(place) &&
        Boolean(keys?.length) &&
        (keys ?? []).every(grant.key),
    )

const isAllowed = (statements: readonly Statement[], one: Case) => judge(statements, askedOf(one)) === 'allow'

const WIDE: Statement = { Sid: 'Wide', Effect: 'Allow', Action: ['dynamodb:*'], Resource: ['*'] }

/**
 * The first case in which a tenant's policy does not do what it should. Each layer must hold by itself: all together, the allows
 * without the denies, and the denies though something else allowed everything.
 */
export const holeIn = (statements: readonly Statement[], cases: readonly Case[]): string | undefined => {
  const allows = statements.filter(({ Effect }) => Effect === 'Allow')
  const widened = [...statements, WIDE]
  const own = (one: Case) =>
    Boolean(one.keys?.length) && (one.keys ?? []).every((key) => key.startsWith(`T#${one.tag}#`))
  try {
    for (const one of cases) {
      if (isAllowed(statements, one) !== mayTenant(one)) return `as a whole: ${JSON.stringify(one)}`
      if (isAllowed(allows, one) !== mayTenant(one)) return `without the denies: ${JSON.stringify(one)}`
      // An empty list is no leading key at all in AWS; the SDK calls always have one.
      if (one.tag !== undefined && one.keys?.length !== 0 && !own(one) && isAllowed(widened, one))
        return `the denies alone: ${JSON.stringify(one)}`
    }
  } catch (error) {
    return (error as Error).message
  }
  return undefined
}
