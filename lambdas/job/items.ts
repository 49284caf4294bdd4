import { errand } from '../outbox/items.ts'
import { epochSeconds, HOUR, plusMs } from '../runtime/clock.ts'
import { type Item, isNew, type Key, put, type Step } from '../runtime/step.ts'
import type { Table } from '../runtime/table.ts'
import type { Job, JobKind } from './schema.ts'

/** Work that outlives a request: what it is, who asked, how far it is. `cursor` and `state` let the next slice go on. */
export interface JobItem {
  readonly id: string
  readonly kind: JobKind
  readonly state: Job['state']
  readonly done: number
  readonly total?: number
  readonly by: string
  readonly order: Readonly<Record<string, unknown>>
  readonly memo?: Readonly<Record<string, unknown>>
  readonly fileId?: string
  readonly fileName?: string
  readonly notes?: readonly { ja: string; en: string }[]
  readonly startedAt: string
  readonly endedAt?: string
  readonly leaseUntil?: string
  /** How often a worker has taken it without getting on. */
  readonly tries?: number
}

/** Jobs are shown for 30 days. */
const KEPT_MS = 30 * 24 * HOUR

export const jobKey = (prefix: string, id: string): Key => ({ pk: `${prefix}JOB#${id}`, sk: 'JOB' })
const listPk = (prefix: string) => `${prefix}JOBS`

/** Orders a job in the transaction of the act: the row and the errand that wakes the worker. Nobody asked for a memberSync, so no list shows it. */
export const jobSteps = (
  prefix: string,
  id: string,
  kind: JobKind,
  by: string,
  order: Record<string, unknown>,
  now: string,
): Step[] => [
  put(
    {
      ...jobKey(prefix, id),
      id,
      kind,
      by,
      order,
      state: 'accepted',
      done: 0,
      startedAt: now,
      ...(kind === 'memberSync' ? {} : { listPk: listPk(prefix), listSk: now }),
      expiresAt: epochSeconds(plusMs(now, KEPT_MS)),
    },
    isNew,
  ),
  errand(prefix, id, now, { kind: 'job', jobId: id }),
]

export const jobOf = (item: Item) => item as unknown as Item & JobItem

export const readJob = async (table: Table, id: string) => {
  const item = await table.get(jobKey(table.prefix, id), { consistent: true })
  return item && jobOf(item)
}

export const readJobs = async (table: Table) => {
  const { items } = await table.list({
    pk: listPk(table.prefix),
    index: 'list',
    newestFirst: true,
    limit: 20,
  })
  return items.map(jobOf)
}
