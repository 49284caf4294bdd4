import type { Call } from '../runtime/call.ts'
import { Problem } from '../runtime/problem.ts'
import { readAssignments } from './items.ts'

/** The opening of this id; 404 alike for another company's. */
export const must = async (call: Call, id: string) => {
  const one = (await readAssignments(call.table)).find((each) => each.id === id)
  if (!one) throw new Problem('notFound')
  return one
}
