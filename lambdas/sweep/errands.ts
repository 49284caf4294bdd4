import { bucketOf, bucketPartitions, errandOf, nextBucket, setSwept, sweptUpTo } from '../outbox/items.ts'
import { runErrands } from '../outbox/run.ts'
import { HOUR, MINUTE, plusMs } from '../runtime/clock.ts'
import type { Item } from '../runtime/step.ts'
import type { Tenancy } from '../runtime/tenancy.ts'

/** Streams keep a record for 24 hours; older than 15 minutes an errand is taken for left over. */
const OLD_MS = 15 * MINUTE
/** A tenant swept for the first time is looked at from a day ago. */
const FIRST_MS = 24 * HOUR
/** Six hours of buckets a run: after a long stop the sweep catches up by and by, and no tenant keeps the others waiting. */
const BUCKETS = 36
const TOGETHER = 200

const leftIn = async ({ table }: Tenancy, pk: string): Promise<Item[]> => {
  const found: Item[] = []
  let cursor: string | undefined
  do {
    const page = await table.list({ pk, begins: 'OUT#', consistent: true, cursor })
    found.push(...page.items)
    cursor = page.cursor
  } while (cursor)
  return found
}

/** Runs errands that no stream delivery has run, bucket by bucket from where the last sweep ended. */
export const sweepErrands = async (tenancy: Tenancy, now: string): Promise<number> => {
  const last = bucketOf(plusMs(now, -OLD_MS))
  const start = (await sweptUpTo(tenancy.table)) ?? plusMs(now, -FIRST_MS)
  let at = start
  let found = 0
  for (let looked = 0; looked < BUCKETS && bucketOf(at) <= last; looked++) {
    const left = (
      await Promise.all(bucketPartitions(tenancy.prefix, at).map((pk) => leftIn(tenancy, pk)))
    ).flat()
    for (let from = 0; from < left.length; from += TOGETHER)
      await runErrands(tenancy.id, left.slice(from, from + TOGETHER).map(errandOf))
    found += left.length
    // The newest bucket is looked at again: not all of it is old enough yet.
    if (bucketOf(at) === last) break
    at = nextBucket(at)
  }
  await setSwept(tenancy.table, at)
  return found
}
