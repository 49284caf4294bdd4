import type { AssignmentItem } from '../assignment/items.ts'
import { attemptKeyOf, movedStep } from '../attempt/items.ts'
import type { Profile } from '../member/items.ts'
import { shardOf } from '../runtime/shard.ts'
import { type Clause, change, check, isNew, put, remove, type Step } from '../runtime/step.ts'
import { type Tally, tallySteps } from '../tally/items.ts'
import {
  type Enrollment,
  enrollmentKey,
  here,
  type Learning,
  rollFacts,
  rollKey,
  summaryOf,
  toldStatus,
} from './items.ts'
import { openAttempt } from './status-at.ts'

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

/** Nothing was begun or handed in since the learning was read: else the tallies would move a status that is gone. */
const asRead = (prefix: string, { enrollment, attempts }: Learning): Step => {
  const open = openAttempt(attempts)
  return open
    ? movedStep(open)
    : check(attemptKeyOf(prefix, enrollment.memberId, enrollment.edition, attempts.length + 1), isNew)
}

/**
 * When the status came to be that is moved with the row. The row takes this instant, not the present one: a change of
 * status whose request began before the move and ended after it must still count as newer.
 */
const since = ({ enrollment: one, attempts }: Learning): string =>
  [
    one.enrolledAt,
    one.openedAt,
    ...attempts.flatMap(({ startedAt, pausedAt, submittedAt }) => [startedAt, pausedAt, submittedAt]),
  ]
    .filter((at) => at !== undefined)
    .sort()
    .at(-1) ?? one.enrolledAt

/**
 * Steps that let a row follow its person: another department moves it (until 合格), leaving takes it out of the tallies,
 * coming back puts it in again. Nothing where nothing changed.
 */
export const moveSteps = (prefix: string, learning: Learning, member: Profile): Step[] => {
  const { enrollment: one, attempts } = learning
  const told = toldStatus(learning)
  const counted = member.state === 'active' && !one.exempt
  const deptKey = told === 'passed' ? one.deptKey : member.deptKey
  if (counted === one.counted && deptKey === one.deptKey) return []
  const tally = (group: string, by: 1 | -1): Tally => ({
    counter: `ASG#${one.assignmentId}`,
    group,
    add: { target: by, [told]: by },
  })
  const tallies = [...(one.counted ? [tally(one.deptKey, -1)] : []), ...(counted ? [tally(deptKey, 1)] : [])]
  const handedIn = attempts.filter(({ submittedAt }) => submittedAt)
  const row = {
    assignmentId: one.assignmentId,
    memberId: one.memberId,
    shard: one.shard,
    status: told,
    ...(handedIn.length > 0 ? summaryOf(handedIn) : {}),
  }
  const opened: Clause = ['openedAt', one.openedAt === undefined ? 'absent' : 'exists']
  const moved = deptKey !== one.deptKey
  return [
    change(one, { set: { counted, deptKey } }, [...here(one), opened]),
    asRead(prefix, learning),
    ...tallySteps(prefix, tallies),
    ...(moved
      ? [
          remove(rollKey(prefix, { ...row, deptKey: one.deptKey })),
          put({
            ...rollKey(prefix, { ...row, deptKey }),
            ...rollFacts(prefix, { ...row, deptKey }, since(learning)),
          }),
        ]
      : []),
  ]
}
