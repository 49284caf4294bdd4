import { assignmentIn } from '../assignment/items.ts'
import type { Call } from '../runtime/call.ts'
import { Problem } from '../runtime/problem.ts'
import { dayOf } from '../runtime/tokyo.ts'
import { readLearning } from './items.ts'

/** The learner's own learning and the opening behind it, read side by side; 404 alike for what is not theirs. */
export const mine = async (call: Call, edition: string, consistent = false) => {
  const [learning, assignment] = await Promise.all([
    readLearning(call.table, call.owner, edition, consistent),
    assignmentIn(call.tenancy, edition),
  ])
  if (!learning || !assignment || learning.enrollment.assignmentId !== assignment.id)
    throw new Problem('notFound')
  if (assignment.startsOn > dayOf(call.now)) throw new Problem('notFound')
  return { learning, assignment }
}
