import { bucketOf, bucketPartitions, errandOf, nextBucket, setSwept, sweptUpTo } from '../outbox/items.ts'
import { runErrands } from '../outbox/run.ts'
import { HOUR, MINUTE, plusMs } from '../runtime/clock.ts'
import type { Tenancy } from '../runtime/tenancy.ts'

/** Streams keep a record for 24 hours; older than 15 minutes an errand is taken for left over. */
const OLD_MS = 15 * MINUTE
/** A tenant swept for the first time is looked at from a day ago. */
const FIRST_MS = 24 * HOUR

/** Runs errands that no stream delivery has run, bucket by bucket from where the last sweep ended. */
export const sweepErrands = async (tenancy: Tenancy, now: string): Promise<number> => {
  const last = bucketOf(plusMs(now, -OLD_MS))
  let at = (await sweptUpTo(tenancy.table)) ?? plusMs(now, -FIRST_MS)
  let found = 0
  while (bucketOf(at) <= last) {
    for (const pk of bucketPartitions(tenancy.prefix, at)) {
      const { items } = await tenancy.table.list({ pk, begins: 'OUT#', limit: 200, consistent: true })
      found += items.length
      if (items.length > 0) await runErrands(tenancy.id, items.map(errandOf))
    }
    if (bucketOf(at) === last) break
    at = nextBucket(at)
  }
  await setSwept(tenancy.table, at)
  return found
}
