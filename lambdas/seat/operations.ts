import { readCompany } from '../company/items.ts'
import type { Operation } from '../runtime/call.ts'
import { readTallies } from '../tally/items.ts'

/** Seats used = members 利用中 who learn; over the limit everything goes on, both sides see the difference. */
export const get: Operation<'seat.get'> = async (call) => {
  const [company, tallies] = await Promise.all([readCompany(call.table), readTallies(call.table, 'ROST')])
  return { limit: company.seats, used: tallies.reduce((sum, { of }) => sum + of('seats'), 0) }
}
