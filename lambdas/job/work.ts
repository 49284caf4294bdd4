import { readCompany } from '../company/items.ts'
import { isBusy } from '../runtime/busy.ts'
import { nowInstant, nowMs, plusMs } from '../runtime/clock.ts'
import { log } from '../runtime/log.ts'
import { Problem } from '../runtime/problem.ts'
import { type Item, isThere, type Key, Refused } from '../runtime/step.ts'
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
  /** Says how far the job is and where it would go on; true when the slice's time is over. */
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

/** A slice stays under ten minutes (Lambda ends at fifteen). */
const SLICE_MS = 9 * 60_000
/** Renewed while the worker lives; one that died is followed after this. */
const LEASE_MS = 3 * 60_000
const BEAT_MS = 30_000
/** One fewer than the queue hands a message out, so that the last delivery still says that the job has failed. */
const TRIES = 4
/** Seconds that a busy service is left alone, doubled at each try. */
const FIRST_REST = 5
/** Progress is written at most this often: a hundred thousand rows need no hundred thousand writes. */
const TELL_MS = 400

/** The pool of a tenant, for workers who come without a token: it stands in the company's own item. */
export const tenancyOfWorker = async (tenantId: string): Promise<Tenancy> => {
  const bare = tenancyOf(tenantId, { poolId: '', clientId: '' })
  const { poolId, clientId } = await readCompany(bare.table)
  return tenancyOf(tenantId, { poolId, clientId })
}

/** A slice that another worker has, or had when it died: the message must come again, and finds out which. */
class InOtherHands extends Error {}

const take = async (tenancy: Tenancy, jobId: string): Promise<(Item & JobItem) | undefined> => {
  const now = nowInstant()
  const before = await tenancy.table.get(jobKey(tenancy.prefix, jobId), { consistent: true })
  const job = before && jobOf(before)
  if (!job || job.endedAt) return undefined
  if (job.leaseUntil && job.leaseUntil > now) throw new InOtherHands(job.leaseUntil)
  const lease = job.leaseUntil
    ? (['leaseUntil', '=', job.leaseUntil] as const)
    : (['leaseUntil', 'absent'] as const)
  const set = { state: 'running', leaseUntil: plusMs(now, LEASE_MS) }
  try {
    return jobOf(
      await tenancy.table.change(before, { set, add: { tries: 1 } }, [
        ...isThere,
        lease,
        ['endedAt', 'absent'],
      ]),
    )
  } catch (error) {
    if (error instanceof Refused) throw new InOtherHands(jobId)
    throw error
  }
}

const FAILED = {
  ja: '途中で問題が起きました。もう一度お試しください。続くときはお問い合わせください。',
  en: 'Something went wrong. Please try again; if it goes on, contact us.',
}

const failure = (error: unknown) => ({
  state: 'failed',
  notes: [error instanceof Problem ? error.words : FAILED],
})

/** Keeps the lease while the slice runs; a beat that fails is made good by the next. */
const keepLease = ({ table }: Tenancy, key: Key) => {
  const beat = () =>
    table
      .change(key, { set: { leaseUntil: plusMs(nowInstant(), LEASE_MS) } }, [['leaseUntil', 'exists']])
      .catch((error: Error) => log.warn('a lease was not renewed', { name: error.name }))
  const timer = setInterval(beat, BEAT_MS)
  return () => clearInterval(timer)
}

/**
 * Runs one slice of a job under its lease. `again` says that another slice must follow, after so many seconds: at once where
 * the slice's time was over, later where a service was busy.
 */
export const runJob = async (
  workers: Readonly<Record<JobKind, Worker>>,
  tenantId: string,
  jobId: string,
): Promise<{ again?: number }> => {
  const tenancy = await tenancyOfWorker(tenantId)
  const job = await take(tenancy, jobId)
  if (!job) return {}
  const startedMs = nowMs()
  let toldMs = 0
  const key = jobKey(tenancy.prefix, jobId)
  const end = (set: Record<string, unknown>) =>
    tenancy.table.change(
      key,
      { set: { ...set, endedAt: nowInstant() }, drop: ['leaseUntil', 'memo'] },
      isThere,
    )
  const giveBack = (tries: number) =>
    tenancy.table.change(key, { set: { state: 'accepted', tries }, drop: ['leaseUntil'] }, isThere)
  const tries = Number(job.tries)
  if (tries > TRIES) {
    log.error('job given up', { job: jobId, kind: job.kind })
    await end(failure(undefined))
    return {}
  }
  const letGo = keepLease(tenancy, key)
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
      await giveBack(0)
      return { again: 0 }
    }
    const now = await tenancy.table.get(key, { consistent: true })
    await end({ state: 'done', ...result, done: Math.max(Number(now?.done ?? 0), Number(now?.total ?? 0)) })
  } catch (error) {
    log.error('job failed', {
      job: jobId,
      kind: job.kind,
      tries,
      name: (error as Error).name,
      message: String((error as Error).message).slice(0, 300),
      stack: (error as Error).stack?.split('\n').slice(1, 4).join(' '),
    })
    if (isBusy(error) && tries < TRIES) {
      await giveBack(tries)
      return { again: FIRST_REST * 2 ** tries }
    }
    await end(failure(error))
  } finally {
    letGo()
  }
  return {}
}
