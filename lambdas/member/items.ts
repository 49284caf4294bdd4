import { NO_DEPARTMENT } from '../department/items.ts'
import { shardOf } from '../runtime/shard.ts'
import { type Clause, change, type Item, isNew, type Key, put, remove, type Step } from '../runtime/step.ts'
import type { Table } from '../runtime/table.ts'
import { type Tally, tallySteps } from '../tally/items.ts'
import type { MemberState } from './schema.ts'

/** A person. Everything hangs on the id, which is the pool's user name too, so that the user ID may change. */
export interface Profile {
  readonly id: string
  readonly userId: string
  readonly normal: string
  readonly name?: string | undefined
  readonly mail?: string | undefined
  readonly departmentId?: string | undefined
  readonly deptKey: string
  readonly category?: string | undefined
  readonly state: MemberState
  readonly roles: readonly string[]
  readonly firstSignedInAt?: string | undefined
  readonly slipUntil?: string | undefined
  readonly totp?: boolean | undefined
  readonly addedAt: string
  readonly version: number
}

export const ownerOf = (prefix: string, memberId: string) => `${prefix}U#${memberId}`
export const profileKey = (prefix: string, memberId: string): Key => ({
  pk: ownerOf(prefix, memberId),
  sk: 'PROFILE',
})
const idKey = (prefix: string, normal: string): Key => ({ pk: `${prefix}ID#${normal}`, sk: 'ID' })

/** The roster in its order: state, then department (tree order), then the order of adding. */
export const rosterPartitions = (prefix: string, shards: number) =>
  Array.from({ length: shards }, (_, s) => `${prefix}ROST#${s}`)
/** Those who have not yet signed in stand in the index of things outstanding. */
export const newcomerPartitions = (prefix: string, shards: number) =>
  Array.from({ length: shards }, (_, s) => `${prefix}NEW#${s}`)
export const findPartitions = (prefix: string, shards: number) =>
  Array.from({ length: shards }, (_, s) => `${prefix}FIND#${s}`)

/** Folded for search: width, case and spaces do not matter. */
export const folded = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')

/** As much of a word as the search keys hold. */
export const asToken = (word: string) => word.slice(0, 40)

/** What a person is found by the beginning of: user ID, whole name, each later part of the name. */
const tokens = (one: Profile): string[] => {
  const parts = (one.name ?? '').split(/[\s　]+/).filter(Boolean)
  const words = [one.normal, folded(one.name ?? ''), ...parts.slice(1).map(folded)]
  return [...new Set(words.filter(Boolean).map(asToken))]
}

const itemOf = (prefix: string, shards: number, one: Profile): Item => {
  const shard = shardOf(one.id, shards)
  const waiting = !one.firstSignedInAt && one.state === 'active'
  return {
    ...profileKey(prefix, one.id),
    ...one,
    listPk: `${prefix}ROST#${shard}`,
    listSk: `${one.state}#${one.deptKey}#${one.id}`,
    ...(waiting ? { outPk: `${prefix}NEW#${shard}`, outSk: `${one.deptKey}#${one.id}` } : {}),
  }
}

const idItem = (prefix: string, one: Profile): Item => ({
  ...idKey(prefix, one.normal),
  memberId: one.id,
  userId: one.userId,
  state: one.state,
  roles: one.roles,
  name: one.name,
  signedIn: one.firstSignedInAt ? true : undefined,
})

/** What a person counts for in the roster's tallies. */
const counted = (one: Profile, by: 1 | -1): Tally => ({
  counter: 'ROST',
  group: one.deptKey,
  add: {
    [one.state]: by,
    ...(one.state === 'active' && one.roles.includes('learner') ? { seats: by } : {}),
    ...(one.state === 'active' && !one.firstSignedInAt ? { neverSignedIn: by } : {}),
  },
})

/**
 * What differs, and nothing else: a first sign-in, a slip or an authenticator noted on the row meanwhile stays as it is.
 * Tallies and lists hang on whether the person has signed in, so that must still be as it was read.
 */
const profileStep = (prefix: string, shards: number, before: Profile, after: Profile): Step => {
  const [was, is] = [itemOf(prefix, shards, before), itemOf(prefix, shards, after)]
  const differs = Object.keys({ ...was, ...is }).filter(
    (name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]),
  )
  return change(is, { set: Object.fromEntries(differs.map((name) => [name, is[name]])) }, [
    ['version', '=', before.version],
    asSignedIn(before),
  ])
}
const asSignedIn = ({ firstSignedInAt }: Profile): Clause => [
  'firstSignedInAt',
  firstSignedInAt ? 'exists' : 'absent',
]

/** The first sign-in takes the person out of the list 初回ログイン未完了 and out of its tally; refused where somebody changed them. */
export const firstSignInSteps = (prefix: string, before: Profile, now: string): Step[] => {
  const after = { ...before, firstSignedInAt: now }
  return [
    change(
      profileKey(prefix, before.id),
      { set: { firstSignedInAt: now }, drop: ['outPk', 'outSk', 'slipUntil'] },
      [['version', '=', before.version], asSignedIn(before)],
    ),
    change(idKey(prefix, before.normal), { set: { signedIn: true } }, [['memberId', '=', before.id]]),
    ...tallySteps(prefix, [counted(before, -1), counted(after, 1)]),
  ]
}

/**
 * The steps from one state of a person to the next (`before` undefined: added; `after` undefined: removed). The ID row
 * comes first: a refusal at place 0 means that the ID is taken, at place 1 that somebody else was faster.
 */
export const memberSteps = (
  prefix: string,
  shards: number,
  before: Profile | undefined,
  after: Profile | undefined,
) => {
  const one = after ?? before
  if (!one) return { steps: [], tallies: [] }
  const find = (token: string): Key => ({
    pk: `${prefix}FIND#${shardOf(one.id, shards)}`,
    sk: `${token}#${one.id}`,
  })
  const had = new Set(before ? tokens(before) : [])
  const has = new Set(after ? tokens(after) : [])
  const renamed = before?.normal !== after?.normal
  const steps: Step[] = []
  if (after) steps.push(put(idItem(prefix, after), renamed ? isNew : [['memberId', '=', after.id]]))
  if (after)
    steps.push(
      before ? profileStep(prefix, shards, before, after) : put(itemOf(prefix, shards, after), isNew),
    )
  else if (before) steps.push(remove(profileKey(prefix, before.id), [['version', '=', before.version]]))
  if (before && renamed) steps.push(remove(idKey(prefix, before.normal)))
  for (const token of had) if (!has.has(token)) steps.push(remove(find(token)))
  for (const token of has) if (!had.has(token)) steps.push(put({ ...find(token), memberId: one.id }))
  const tallies = [...(before ? [counted(before, -1)] : []), ...(after ? [counted(after, 1)] : [])]
  return { steps, tallies }
}

/** The same with the tallies in the one transaction: for single acts of an administrator. */
export const memberChange = (prefix: string, shards: number, before: Profile | undefined, after: Profile) => {
  const { steps, tallies } = memberSteps(prefix, shards, before, after)
  return [...steps, ...tallySteps(prefix, tallies)]
}

export const profileOf = (item: Item): Profile => {
  const { pk: _pk, sk: _sk, listPk: _lp, listSk: _ls, outPk: _op, outSk: _os, ...rest } = item
  return rest as unknown as Profile
}

export const readProfile = async (table: Table, id: string): Promise<Profile | undefined> => {
  const item = await table.get(profileKey(table.prefix, id), { consistent: true })
  return item && profileOf(item)
}

/** How a file names whoever had it made. */
export const nameOf = async (table: Table, id: string): Promise<string> => {
  const one = await readProfile(table, id)
  return one?.name ?? one?.userId ?? ''
}

/** The members behind user IDs in their normal form, by that form; up to 100 a call. */
export const membersByNormal = async (
  table: Table,
  normals: readonly string[],
): Promise<Map<string, string>> => {
  const rows = await table.many(normals.map((normal) => idKey(table.prefix, normal)))
  return new Map(rows.map((row) => [row.pk.slice(`${table.prefix}ID#`.length), String(row.memberId)]))
}

export const newProfile = (
  one: Omit<Profile, 'version' | 'deptKey' | 'roles' | 'state'> & { deptKey?: string | undefined },
): Profile => ({
  roles: ['learner'],
  state: 'active',
  ...one,
  deptKey: one.deptKey ?? NO_DEPARTMENT,
  version: 1,
})
