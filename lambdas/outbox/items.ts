import type { RollRow } from '../enrollment/items.ts'
import { MINUTE, plusMs } from '../runtime/clock.ts'
import { shardOf } from '../runtime/shard.ts'
import { type Item, put, type Step } from '../runtime/step.ts'
import type { Table } from '../runtime/table.ts'
import type { Tally } from '../tally/items.ts'

/** What a transaction leaves to be done after it. Ids only: these rows pass through a function without tenant rights. */
export type Errand =
  | { readonly kind: 'job'; readonly jobId: string }
  | { readonly kind: 'mail'; readonly mailId: string }
  | { readonly kind: 'member'; readonly memberId: string }
  | { readonly kind: 'status'; readonly tallies: readonly Tally[]; readonly roll: RollRow }

/** Rows of ten minutes lie together in 8 partitions: a rush of 1,000,000 learners keeps each under 100 write units a second. */
export const OUT_SHARDS = 8
const BUCKET_MS = 10 * MINUTE

/** `202611240310`: the ten minutes in which an instant lies. */
export const bucketOf = (instant: string) => `${instant.slice(0, 15).replace(/[-T:]/g, '')}0`
export const nextBucket = (instant: string) => plusMs(instant, BUCKET_MS)
export const bucketPartitions = (prefix: string, instant: string) =>
  Array.from({ length: OUT_SHARDS }, (_, s) => `${prefix}OUT#${bucketOf(instant)}#${s}`)

/**
 * The outbox row of an errand, in the transaction of the act, so that neither is without the other. `stream.ts` runs it at
 * once; the schedule finds what was left lying by its bucket, which costs no index.
 */
export const errand = (prefix: string, id: string, now: string, what: Errand): Step =>
  put({ pk: `${prefix}OUT#${bucketOf(now)}#${shardOf(id, OUT_SHARDS)}`, sk: `OUT#${id}`, at: now, ...what })

export const errandOf = (item: Item) => item as Item & Errand & { readonly at: string }

/** Up to which instant the schedule has looked for errands left over. */
const sweptKey = (prefix: string) => ({ pk: `${prefix}OUT`, sk: 'SWEPT' })
export const sweptUpTo = async (table: Table): Promise<string | undefined> => {
  const item = await table.get(sweptKey(table.prefix))
  return typeof item?.upTo === 'string' ? item.upTo : undefined
}
export const setSwept = (table: Table, upTo: string) => table.put({ ...sweptKey(table.prefix), upTo })
