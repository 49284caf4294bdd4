import type { AssignmentItem } from '../assignment/items.ts'
import type { LearningStatus } from '../assignment/schema.ts'
import { type Attempt, attemptOf } from '../attempt/items.ts'
import { ownerOf, type Profile } from '../member/items.ts'
import { shardOf } from '../runtime/shard.ts'
import { change, type Item, isNew, isThere, type Key, put, remove, type Step } from '../runtime/step.ts'
import type { Table } from '../runtime/table.ts'
import { type Tally, tallySteps } from '../tally/items.ts'
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

export const enrollmentKey = (prefix: string, memberId: string, edition: string): Key => ({
  pk: ownerOf(prefix, memberId),
  sk: `ENR#${edition}`,
})

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
      enrollment: item as Item & Enrollment,
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

export const markOpened = (one: Item & Enrollment, now: string): Step =>
  change(one, { set: { openedAt: now, lastAt: now } }, [...isThere, ['openedAt', 'absent']])

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
const rollFacts = (
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
const rollKey = (prefix: string, row: RollRow): Key => ({
  pk: `${prefix}ROLL#${row.assignmentId}#${row.shard}`,
  sk: `${row.deptKey}#${row.memberId}`,
})

/** Brings a list row up to an errand; refused where a later errand was there first, for streams keep no order between items. */
export const rollStep = (prefix: string, row: RollRow, at: string): Step =>
  change(rollKey(prefix, row), { set: rollFacts(prefix, row, at) }, [...isThere, ['at', '<', at]])

/** Steps and tallies that take a person into an opening; refused at place 0 where they are in already. */
export const enrolSteps = (
  prefix: string,
  assignment: AssignmentItem,
  member: Profile,
  now: string,
): { steps: Step[]; tally: Tally } => {
  const shard = shardOf(member.id, assignment.shards)
  const row = { assignmentId: assignment.id, memberId: member.id, deptKey: member.deptKey, shard }
  const enrollment: Enrollment = {
    ...row,
    edition: assignment.edition,
    enrolledAt: now,
    read: {},
    counted: true,
  }
  return {
    steps: [
      put({ ...enrollmentKey(prefix, member.id, assignment.edition), ...enrollment }, isNew),
      put({
        ...rollKey(prefix, { ...row, status: 'notStarted' }),
        ...rollFacts(prefix, { ...row, status: 'notStarted' }, now),
      }),
    ],
    tally: { counter: `ASG#${assignment.id}`, group: member.deptKey, add: { target: 1, notStarted: 1 } },
  }
}

/**
 * Steps that let a row follow its person: another department moves it (until 合格), leaving takes it out of the tallies,
 * coming back puts it in again. Nothing where nothing changed.
 */
export const moveSteps = (
  prefix: string,
  one: Item & Enrollment,
  member: Profile,
  told: LearningStatus,
  now: string,
): Step[] => {
  const counted = member.state === 'active' && !one.exempt
  const deptKey = told === 'passed' ? one.deptKey : member.deptKey
  if (counted === one.counted && deptKey === one.deptKey) return []
  const tally = (group: string, by: 1 | -1): Tally => ({
    counter: `ASG#${one.assignmentId}`,
    group,
    add: { target: by, [told]: by },
  })
  const tallies = [...(one.counted ? [tally(one.deptKey, -1)] : []), ...(counted ? [tally(deptKey, 1)] : [])]
  const row = { assignmentId: one.assignmentId, memberId: one.memberId, shard: one.shard, status: told }
  const moved = deptKey !== one.deptKey
  return [
    change(one, { set: { counted, deptKey } }, [
      ['counted', '=', one.counted],
      ['deptKey', '=', one.deptKey],
    ]),
    ...tallySteps(prefix, tallies),
    ...(moved
      ? [
          remove(rollKey(prefix, { ...row, deptKey: one.deptKey })),
          put({ ...rollKey(prefix, { ...row, deptKey }), ...rollFacts(prefix, { ...row, deptKey }, now) }),
        ]
      : []),
  ]
}
