import { attemptOf, LEASE_MS, lapsed, openPartitions } from '../attempt/items.ts'
import { type Enrollment, statusErrand } from '../enrollment/items.ts'
import { errand } from '../outbox/items.ts'
import { nowMs, plusMs } from '../runtime/clock.ts'
import { type Item, Refused } from '../runtime/step.ts'
import type { Tenancy } from '../runtime/tenancy.ts'
import { ulid } from '../runtime/ulid.ts'
import { each } from '../runtime/walk.ts'

const lapse = async ({ prefix, table }: Tenancy, key: Item, now: string): Promise<number> => {
  const item = await table.get(key, { consistent: true })
  const one = item && attemptOf(item)
  if (!one || one.submittedAt || one.told !== 'inProgress' || one.leaseUntil > now) return 0
  const enrolled = await table.get({ pk: one.pk, sk: one.sk.slice(0, one.sk.indexOf('#ATT#')) })
  if (!enrolled) return 0
  const told = statusErrand(enrolled as unknown as Enrollment, 'inProgress', 'interrupted')
  try {
    await table.together([lapsed(one), errand(prefix, ulid(nowMs()), now, told)])
    return 1
  } catch (error) {
    // An answer came in between: the lease lives on.
    if (error instanceof Refused) return 0
    throw error
  }
}

/** Turns lapsed leases into facts, so that counters and filters agree with 受講状態. Looks only at open attempts. */
export const sweepLeases = async (tenancy: Tenancy, now: string): Promise<number> => {
  const begunBefore = plusMs(now, -LEASE_MS)
  let count = 0
  for await (const page of each(tenancy.table, openPartitions(tenancy.prefix), {
    index: 'out',
    from: '0',
    to: begunBefore,
  }))
    for (const key of page) count += await lapse(tenancy, key, now)
  return count
}
