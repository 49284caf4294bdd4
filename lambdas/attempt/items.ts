import { randomBytes, randomInt } from 'node:crypto'
import type { LearningStatus } from '../assignment/schema.ts'
import { ownerOf } from '../member/items.ts'
import { MINUTE, plusMs, toMs } from '../runtime/clock.ts'
import { shardOf } from '../runtime/shard.ts'
import { type Clause, change, type Item, isNew, type Key, put, type Step } from '../runtime/step.ts'

/** Renewed by each saved answer and, while the page is visible, by a heartbeat every 10 minutes. */
export const LEASE_MS = 30 * MINUTE

export type Choice = 'a' | 'b' | 'c' | 'd'
/** One try. Open it changes with each answer; handed in (`submittedAt`) it never changes again. */
export interface Attempt {
  readonly number: number
  readonly revision: number
  readonly seed: number
  readonly key: string
  readonly startedAt: string
  readonly leaseUntil: string
  readonly paused?: boolean
  readonly pausedAt?: string
  readonly pausedMs: number
  /** The end of the 7 days after 受付終了日, as known when it was last opened: a plain save needs no look at the dates. */
  readonly finishBy: string
  /** How often the person moved or left meanwhile: tallies of the old place must not be told again. */
  readonly moves?: number
  readonly answers: Readonly<Record<string, Choice>>
  /** The status that the tallies hold while it is open. */
  readonly told: LearningStatus
  readonly lastAt: string
  readonly submittedAt?: string
  readonly right?: number
  readonly of?: number
  readonly score?: number
  readonly allRight?: boolean
  readonly late?: boolean
}
export const attemptOf = (item: Item) => item as Item & Attempt

/** Begins with the attempt's number, so that a write finds its item without reading first. */
const newKey = (number: number) => `${four(number)}${randomBytes(9).toString('base64url')}`
const four = (number: number) => String(number).padStart(4, '0')
export const attemptKey = (owner: string, edition: string, key: string): Key => ({
  pk: owner,
  sk: `ENR#${edition}#ATT#${key.slice(0, 4)}`,
})
export const attemptKeyOf = (prefix: string, memberId: string, edition: string, number: number) =>
  attemptKey(ownerOf(prefix, memberId), edition, four(number))
const stillOpen: Clause = ['submittedAt', 'absent']
const sameHome = ({ moves }: Attempt): Clause =>
  moves === undefined ? ['moves', 'absent'] : ['moves', '=', moves]
const OPEN_SHARDS = 4

/** Open attempts stand in the index of things outstanding, by their beginning, for the sweep of lapsed leases. */
export const openPartitions = (prefix: string) =>
  Array.from({ length: OPEN_SHARDS }, (_, s) => `${prefix}OPEN#${s}`)

/** The n-th attempt, opened; refused where another screen opened it at the same time. */
export const opened = (
  prefix: string,
  owner: string,
  { edition, number, ...facts }: { edition: string } & Pick<Attempt, 'number' | 'revision' | 'finishBy'>,
  now: string,
): { item: Item & Attempt; step: Step } => {
  const item = {
    ...attemptKey(owner, edition, four(number)),
    number,
    ...facts,
    seed: randomInt(2 ** 31),
    key: newKey(number),
    startedAt: now,
    leaseUntil: plusMs(now, LEASE_MS),
    pausedMs: 0,
    answers: {},
    told: 'inProgress' as const,
    lastAt: now,
    outPk: `${prefix}OPEN#${shardOf(owner, OPEN_SHARDS)}`,
    outSk: now,
  }
  return { item, step: put(item, isNew) }
}

/** Milliseconds that the attempt rested up to `now`, if it rests. */
const restedMs = (one: Attempt, now: string) => {
  const since = one.paused ? (one.pausedAt ?? one.leaseUntil) : one.leaseUntil
  return Math.max(0, toMs(now) - toMs(since))
}

const unchanged = (one: Attempt): Clause[] => [
  stillOpen,
  ['key', '=', one.key],
  ['told', '=', one.told],
  sameHome(one),
]

/** Goes on with an open attempt: on a new screen with a new key, after a rest with the rest left out of the time. */
export const continued = (one: Item & Attempt, now: string, finishBy: string, newScreen: boolean): Step =>
  change(
    one,
    {
      set: {
        key: newScreen ? newKey(one.number) : one.key,
        leaseUntil: plusMs(now, LEASE_MS),
        pausedMs: one.pausedMs + restedMs(one, now),
        finishBy,
        told: 'inProgress',
        lastAt: now,
      },
      drop: ['paused', 'pausedAt'],
    },
    unchanged(one),
  )

/** Conditions under which the screen that holds `key` may write without asking first. */
export const held = (key: string, now: string): Clause[] => [
  stillOpen,
  ['key', '=', key],
  ['told', '=', 'inProgress'],
  ['paused', 'absent'],
  ['leaseUntil', '>', now],
  ['finishBy', '>', now],
]

export const lapsed = (one: Item & Attempt): Step =>
  change(one, { set: { told: 'interrupted' } }, [
    stillOpen,
    ['told', '=', 'inProgress'],
    ['leaseUntil', '=', one.leaseUntil],
    sameHome(one),
  ])

export const pausedStep = (one: Item & Attempt, now: string): Step =>
  change(
    one,
    {
      set: {
        paused: true,
        pausedAt: now,
        pausedMs: one.pausedMs + restedMs(one, now),
        told: 'interrupted',
        lastAt: now,
      },
    },
    unchanged(one),
  )

/** The person moved, left or came back while it is open: whoever read it before looks again. */
export const movedStep = (one: Item & Attempt): Step =>
  change(one, { add: { moves: 1 } }, [stillOpen, ['told', '=', one.told]])

export interface Graded {
  readonly right: number
  readonly of: number
  readonly score: number
  readonly allRight: boolean
}
/** Hands the attempt in, as it was read: an answer saved meanwhile refuses it. */
export const submitted = (one: Item & Attempt, graded: Graded, late: boolean, now: string): Step =>
  change(
    one,
    {
      set: {
        ...graded,
        late,
        pausedMs: one.pausedMs + restedMs(one, now),
        submittedAt: now,
        lastAt: now,
      },
      drop: ['outPk', 'outSk'],
    },
    [...unchanged(one), ['answers', '=', one.answers]],
  )

/** Minutes' worth of work: from start to hand-in without the rests, in milliseconds. */
export const workedMs = (one: Attempt) =>
  one.submittedAt ? Math.max(0, toMs(one.submittedAt) - toMs(one.startedAt) - one.pausedMs) : 0
