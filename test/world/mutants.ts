import type { Statement } from '../../lib/roles/statement.ts'

type Condition = NonNullable<Statement['Condition']>

const edit = (all: readonly Statement[], sid: string, change: (one: Statement) => Statement) => {
  if (!all.some(({ Sid }) => Sid === sid)) throw new Error(`no statement ${sid} to mutate`)
  return all.map((one) => (one.Sid === sid ? change(one) : one))
}
const without = (all: readonly Statement[], sid: string, operator: string) =>
  edit(all, sid, (one) => {
    const { [operator]: gone, ...Condition } = one.Condition ?? {}
    if (!gone) throw new Error(`${sid} has no ${operator} to drop`)
    return { ...one, Condition }
  })
/** The same patterns, written otherwise everywhere. */
const keysAs = (all: readonly Statement[], pattern: string): Statement[] =>
  all.map((one) => ({
    ...one,
    ...(one.Condition
      ? {
          Condition: Object.fromEntries(
            Object.entries(one.Condition).map(([operator, keys]) => [
              operator,
              operator !== 'Null' && 'dynamodb:LeadingKeys' in keys
                ? { 'dynamodb:LeadingKeys': [pattern] }
                : keys,
            ]),
          ) as Condition,
        }
      : {}),
  }))
const misspelt = (all: readonly Statement[], wrong: string): Statement[] =>
  JSON.parse(JSON.stringify(all).replaceAll('dynamodb:LeadingKeys', wrong)) as Statement[]

const TAG = `${'$'}{aws:PrincipalTag/tenant}`

/** Policies that look right and are not: faults read in samples that people copy. */
export const mutants = (all: readonly Statement[]): [string, readonly Statement[]][] => [
  [
    'asks ForAllValues alone, which a call without keys passes',
    without(all, 'OwnRows', 'ForAnyValue:StringLike'),
  ],
  [
    'asks ForAnyValue alone, which one right key of many passes',
    without(all, 'OwnRows', 'ForAllValues:StringLike'),
  ],
  ['asks ForAllValues alone of the audit', without(all, 'OwnAudit', 'ForAnyValue:StringLike')],
  ['does not ask for the form of the tag', without(all, 'OwnRows', 'StringLike')],
  ['ends its prefix without a delimiter', keysAs(all, `T#${TAG}*`)],
  ['takes every tenant for the own one', keysAs(all, 'T#*')],
  ['has a pattern pasted in for a tag', keysAs(all, 'T#*#*')],
  ['forgets the T', keysAs(all, `*${TAG}#*`)],
  ['does not deny foreign rows', all.filter(({ Sid }) => Sid !== 'NoForeignRow')],
  ['does not deny calls without keys', all.filter(({ Sid }) => Sid !== 'NoCallWithoutKeys')],
  ['misspells the key', misspelt(all, 'dynamodb:LeadingKey')],
  ['has a space in the key', misspelt(all, 'dynamodb: LeadingKeys')],
  ['allows every action on rows', edit(all, 'OwnRows', (one) => ({ ...one, Action: ['dynamodb:*'] }))],
  [
    'allows every table',
    edit(all, 'OwnRows', (one) => ({ ...one, Resource: ['arn:aws:dynamodb:*:*:table/*'] })),
  ],
  [
    'lets audit rows be changed',
    edit(all, 'OwnAudit', (one) => ({ ...one, Action: [...one.Action, 'dynamodb:UpdateItem'] })),
  ],
]
