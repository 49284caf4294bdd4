import { readDepartments } from '../department/items.ts'
import { readLearning } from '../enrollment/items.ts'
import { moveSteps } from '../enrollment/moving.ts'
import type { Worker } from '../job/work.ts'
import { ownerOf, type Profile, readProfile } from '../member/items.ts'
import { Refused } from '../runtime/step.ts'
import type { Table } from '../runtime/table.ts'
import { dayOf } from '../runtime/tokyo.ts'
import { finishOn } from './closing.ts'
import { enrol } from './enrol.ts'
import { type AssignmentItem, readAssignments } from './items.ts'
import { fallsInto } from './target.ts'

/** A learner at work meets a move now and then, never many times in a row. */
const TRIES = 8

/** Brings one opening's row of a person up to where the person now is: in, moved, counted or not. */
const follow = async (
  table: Table,
  assignment: AssignmentItem,
  member: Profile,
  isTarget: boolean,
  now: string,
) => {
  for (let tries = 1; ; tries++) {
    const learning = await readLearning(table, ownerOf(table.prefix, member.id), assignment.edition, true)
    if (!learning) {
      if (isTarget && assignment.closesOn >= dayOf(now)) await enrol(table, assignment, [member], now)
      return
    }
    const steps = moveSteps(table.prefix, learning, member)
    if (steps.length === 0) return
    try {
      return await table.together(steps)
    } catch (error) {
      if (!(error instanceof Refused) || tries === TRIES) throw error
    }
  }
}

/** Looks at people who were added, changed or left: joiners fall into open targets, movers and leavers are counted anew. */
export const syncJob: Worker = async ({ tenancy: { table }, job, now }) => {
  const [departments, assignments] = await Promise.all([readDepartments(table), readAssignments(table)])
  const keys = new Map(departments.map(({ id, key }) => [id, key]))
  const unsettled = assignments.filter((one) => finishOn(one) >= dayOf(now()))
  if (unsettled.length === 0) return {}
  for (const id of job.order.memberIds as string[]) {
    const member = await readProfile(table, id)
    if (member)
      for (const one of unsettled)
        await follow(table, one, member, fallsInto(one.target, member, keys), now())
  }
  return {}
}
