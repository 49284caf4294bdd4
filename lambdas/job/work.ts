import { readCompany } from '../company/items.ts'
import { nowInstant, nowMs, plusMs } from '../runtime/clock.ts'
import { log } from '../runtime/log.ts'
import { Problem } from '../runtime/problem.ts'
import { type Item, isThere, Refused } from '../runtime/step.ts'
import { type Tenancy, tenancyOf } from '../runtime/tenancy.ts'
import { ulid } from '../runtime/ulid.ts'
import { type JobItem, jobKey, jobOf } from './items.ts'
import type { JobKind } from './schema.ts'

/** What a worker gets for one slice of a job. */
export interface Work {
  readonly tenancy: Tenancy
  readonly job: Item & JobItem
  readonly company: Awaited<ReturnType<typeof readCompany>>
  now(): string
  newId<P extends string>(prefix: P): `${P}_${string}`
  /** Says how far the job is and where it would go on; true when the slice's time is over (or somebody cancelled). */
  pause(done: number, memo?: Record<string, unknown>, total?: number): Promise<boolean>
}
/** `undefined`: the slice is over, another follows. Otherwise the job is done, with a file or notes if it made any. */
export type Result =
  | {
      readonly fileId?: string
      readonly fileName?: string
      readonly notes?: readonly { ja: string; en: string }[]
    }
  | undefined
export type Worker = (work: Work) => Promise<Result>

/** A slice stays under ten minutes (Lambda ends at fifteen); a worker that died is followed after the lease. */
const SLICE_MS = 9 * 60_000
const LEASE_MS = 11 * 60_000
/** Progress is written at most this often: a hundred thousand rows need no hundred thousand writes. */
const TELL_MS = 400

/** The pool of a tenant, for workers who come without a token: it stands in the company's own item. */
export const tenancyOfWorker = async (tenantId: string): Promise<Tenancy> => {
  const bare = tenancyOf(tenantId, { poolId: '', clientId: '' })
  const { poolId, clientId } = await readCompany(bare.table)
  return tenancyOf(tenantId, { poolId, clientId })
}

const take = async (tenancy: Tenancy, jobId: string): Promise<(Item & JobItem) | undefined> => {
  const now = nowInstant()
  try {
    const set = { state: 'running', leaseUntil: plusMs(now, LEASE_MS) }
    const before = await tenancy.table.get(jobKey(tenancy.prefix, jobId), { consistent: true })
    const job = before && jobOf(before)
    if (!job || job.endedAt || (job.leaseUntil && job.leaseUntil > now)) return undefined
    const lease = job.leaseUntil
      ? (['leaseUntil', '=', job.leaseUntil] as const)
      : (['leaseUntil', 'absent'] as const)
    return jobOf(await tenancy.table.change(before, { set }, [...isThere, lease, ['endedAt', 'absent']]))
  } catch (error) {
    if (error instanceof Refused) return undefined
    throw error
  }
}

const FAILED = {
  ja: '途中で問題が起きました。もう一度お試しください。続くときはお問い合わせください。',
  en: 'Something went wrong. Please try again; if it goes on, contact us.',
}

/** Runs one slice of a job under its lease. `again` says that another slice must follow. */
export const runJob = async (
  workers: Readonly<Record<JobKind, Worker>>,
  tenantId: string,
  jobId: string,
): Promise<'again' | 'over'> => {
  const tenancy = await tenancyOfWorker(tenantId)
  const job = await take(tenancy, jobId)
  if (!job) return 'over'
  const startedMs = nowMs()
  let toldMs = 0
  const key = jobKey(tenancy.prefix, jobId)
  const end = (set: Record<string, unknown>) =>
    tenancy.table.change(
      key,
      { set: { ...set, endedAt: nowInstant() }, drop: ['leaseUntil', 'memo'] },
      isThere,
    )
  try {
    const result = await workers[job.kind]({
      tenancy,
      job,
      company: await readCompany(tenancy.table),
      now: nowInstant,
      newId: (prefix) => `${prefix}_${ulid(nowMs())}`,
      async pause(done, memo, total) {
        const over = nowMs() - startedMs > SLICE_MS
        if (!over && nowMs() - toldMs < TELL_MS) return false
        toldMs = nowMs()
        await tenancy.table.change(key, { set: { done, memo, total: total ?? job.total } }, isThere)
        return over
      },
    })
    if (!result) {
      await tenancy.table.change(key, { set: { state: 'accepted' }, drop: ['leaseUntil'] }, isThere)
      return 'again'
    }
    const now = await tenancy.table.get(key, { consistent: true })
    await end({ state: 'done', ...result, done: Math.max(Number(now?.done ?? 0), Number(now?.total ?? 0)) })
  } catch (error) {
    const told = error instanceof Problem ? error.words : FAILED
    log.error('job failed', {
      job: jobId,
      kind: job.kind,
      name: (error as Error).name,
      message: String((error as Error).message).slice(0, 300),
      stack: (error as Error).stack?.split('\n').slice(1, 4).join(' '),
    })
    await end({ state: 'failed', notes: [told] })
  }
  return 'over'
}
