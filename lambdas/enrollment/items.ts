import type { AssignmentItem } from '../assignment/items.ts'
import type { LearningStatus } from '../assignment/schema.ts'
import { type Attempt, attemptOf } from '../attempt/items.ts'
import { ownerOf } from '../member/items.ts'
import { type Clause, change, check, type Item, isThere, type Key, type Step } from '../runtime/step.ts'
import type { Table } from '../runtime/table.ts'
import type { Tally } from '../tally/items.ts'
import { openAttempt, statusAt } from './status-at.ts'

/** Learner × edition: what was opened and read. The attempts lie beside it and complete the record. */
export interface Enrollment {
  readonly edition: string
  readonly assignmentId: string
  readonly memberId: string
  readonly deptKey: string
  readonly shard: number
  readonly enrolledAt: string
  readonly openedAt?: string
  readonly lastAt?: string
  readonly read: Readonly<Record<string, string>>
  /** Whether the tallies count this person now (利用中 and not 対象外). */
  readonly counted: boolean
  readonly exempt?: { readonly reason: string; readonly on: string }
}
export interface Learning {
  readonly enrollment: Item & Enrollment
  readonly attempts: readonly (Item & Attempt)[]
}

export const enrollmentKeyOf = (owner: string, edition: string): Key => ({ pk: owner, sk: `ENR#${edition}` })
export const enrollmentKey = (prefix: string, memberId: string, edition: string): Key =>
  enrollmentKeyOf(ownerOf(prefix, memberId), edition)
export const enrollmentOf = (item: Item) => item as Item & Enrollment

/** Enrolment and attempts of one edition share the beginning of their sort keys: one query reads both. */
export const readLearning = async (
  table: Table,
  owner: string,
  edition: string,
  consistent = false,
): Promise<Learning | undefined> => {
  const { items } = await table.list({ pk: owner, begins: `ENR#${edition}`, consistent })
  return groupLearning(items)[0]
}

/** Items of one person's partition as learnings, by edition. */
export const groupLearning = (items: readonly Item[]): Learning[] =>
  items
    .filter((item) => !item.sk.includes('#ATT#'))
    .map((item) => ({
      enrollment: enrollmentOf(item),
      attempts: items.filter((one) => one.sk.startsWith(`${item.sk}#ATT#`)).map(attemptOf),
    }))

export const statusOf = ({ enrollment, attempts }: Learning, now: string): LearningStatus =>
  statusAt({ openedAt: enrollment.openedAt, attempts }, now)

/** The status that the tallies hold for this person: the open attempt says it, else it follows from what is finished. */
export const toldStatus = (learning: Learning): LearningStatus => {
  const open = openAttempt(learning.attempts)
  return open ? open.told : statusOf(learning, learning.enrollment.enrolledAt)
}

/** Tallies and list row follow a change of status by this errand. */
export const statusErrand = (
  one: Enrollment,
  from: LearningStatus | undefined,
  to: LearningStatus,
  summary: Summary = {},
) => ({
  kind: 'status' as const,
  tallies: one.counted && from !== to ? [statusTally(one, from, to)] : [],
  roll: {
    assignmentId: one.assignmentId,
    memberId: one.memberId,
    deptKey: one.deptKey,
    shard: one.shard,
    status: to,
    ...summary,
  },
})

const statusTally = (one: Enrollment, from: LearningStatus | undefined, to: LearningStatus): Tally => ({
  counter: `ASG#${one.assignmentId}`,
  group: one.deptKey,
  add: { ...(from ? { [from]: -1 } : {}), [to]: 1 },
})

/** The enrolment stands where it was read: same department, counted as before. */
export const here = (one: Enrollment): Clause[] => [
  ['deptKey', '=', one.deptKey],
  ['counted', '=', one.counted],
]

export const markOpened = (one: Item & Enrollment, now: string): Step =>
  change(one, { set: { openedAt: now, lastAt: now } }, [['openedAt', 'absent'], ...here(one)])

/** The person has neither moved nor left since this was read: else the tallies of another place would be told. */
export const unmoved = (one: Item & Enrollment): Step => check(one, here(one))

export const rollPartitions = (
  prefix: string,
  assignment: Pick<AssignmentItem, 'id' | 'shards'>,
  status?: LearningStatus,
) =>
  Array.from(
    { length: assignment.shards },
    (_, s) => `${prefix}ROLL#${assignment.id}#${s}${status ? `#${status}` : ''}`,
  )

/** What lists show of the handed-in attempts without reading them. */
export interface Summary {
  readonly tries?: number
  readonly firstScore?: number
  readonly lastScore?: number
  readonly passedAt?: string
  readonly late?: boolean
}
export const summaryOf = (handedIn: readonly Attempt[]): Summary => {
  const first = handedIn[0]
  const pass = handedIn.find((one) => one.allRight)
  return {
    tries: handedIn.length,
    ...(first?.score !== undefined ? { firstScore: first.score } : {}),
    ...(handedIn.at(-1)?.score !== undefined ? { lastScore: handedIn.at(-1)?.score as number } : {}),
    ...(pass?.submittedAt ? { passedAt: pass.submittedAt, late: pass.late === true } : {}),
  }
}

export interface RollRow extends Summary {
  readonly assignmentId: string
  readonly memberId: string
  readonly deptKey: string
  readonly shard: number
  readonly status: LearningStatus
}
export const rollFacts = (
  prefix: string,
  { assignmentId, shard, deptKey, memberId, ...facts }: RollRow,
  at: string,
) => ({
  memberId,
  ...facts,
  at,
  listPk: `${prefix}ROLL#${assignmentId}#${shard}#${facts.status}`,
  listSk: `${deptKey}#${memberId}`,
})
export const rollKey = (prefix: string, row: RollRow): Key => ({
  pk: `${prefix}ROLL#${row.assignmentId}#${row.shard}`,
  sk: `${row.deptKey}#${row.memberId}`,
})

/** Brings a list row up to an errand; refused where a later errand was there first, for streams keep no order between items. */
export const rollStep = (prefix: string, row: RollRow, at: string): Step =>
  change(rollKey(prefix, row), { set: rollFacts(prefix, row, at) }, [...isThere, ['at', '<', at]])
