import { bucketOf, bucketPartitions, errandOf, nextBucket, setSwept, sweptUpTo } from '../outbox/items.ts'
import { runErrands } from '../outbox/run.ts'
import { HOUR, MINUTE, plusMs } from '../runtime/clock.ts'
import type { Item } from '../runtime/step.ts'
import type { Tenancy } from '../runtime/tenancy.ts'

/** Streams keep a record for 24 hours; older than 15 minutes an errand is taken for left over. */
const OLD_MS = 15 * MINUTE
const TOGETHER = 200
/** A tenant swept for the first time is looked at from a day ago. */
const FIRST_MS = 24 * HOUR

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
  let at = (await sweptUpTo(tenancy.table)) ?? plusMs(now, -FIRST_MS)
  let found = 0
  while (bucketOf(at) <= last) {
    const left = await Promise.all(bucketPartitions(tenancy.prefix, at).map((pk) => leftIn(tenancy, pk)))
    for (const items of left)
      for (let from = 0; from < items.length; from += TOGETHER)
        await runErrands(tenancy.id, items.slice(from, from + TOGETHER).map(errandOf))
    found += left.flat().length
    if (bucketOf(at) === last) break
    at = nextBucket(at)
  }
  await setSwept(tenancy.table, at)
  return found
}
