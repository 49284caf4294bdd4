import { rollStep } from '../enrollment/items.ts'
import { jobSteps } from '../job/items.ts'
import { nowInstant, nowMs } from '../runtime/clock.ts'
import { queueIn } from '../runtime/queue.ts'
import { type Item, isThere, Refused, remove, type Step } from '../runtime/step.ts'
import { type Tenancy, tenancyOf } from '../runtime/tenancy.ts'
import { ulid } from '../runtime/ulid.ts'
import { tallySteps } from '../tally/items.ts'
import type { Errand, errandOf } from './items.ts'

type Row = ReturnType<typeof errandOf>
type Of<K extends Errand['kind']> = Item & Extract<Errand, { kind: K }> & { readonly at: string }

/** Taking an errand off the list and doing it are one transaction, so that a record delivered twice counts once. */
const taken = (row: Item): Step => remove(row, isThere)

const tellStatus = async ({ prefix, table }: Tenancy, row: Of<'status'>) => {
  const counted = [taken(row), ...tallySteps(prefix, row.tallies)]
  try {
    await table.together([...counted, rollStep(prefix, row.roll, row.at)])
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    if (error.at === 0) return
    await table.together(counted).catch((second) => {
      if (!(second instanceof Refused)) throw second
    })
  }
}

/** Errands of many learners at once are added up, so that a rush writes each tally once a batch. */
const MERGED = 20
const tellStatuses = async (tenancy: Tenancy, rows: readonly Of<'status'>[]) => {
  const { prefix, table } = tenancy
  for (let at = 0; at < rows.length; at += MERGED) {
    const some = rows.slice(at, at + MERGED)
    const newest = [
      ...new Map(some.map((row) => [`${row.roll.assignmentId} ${row.roll.memberId}`, row])).values(),
    ]
    const steps = [
      ...some.map(taken),
      ...tallySteps(
        prefix,
        some.flatMap(({ tallies }) => tallies),
      ),
      ...newest.map((row) => rollStep(prefix, row.roll, row.at)),
    ]
    try {
      await table.together(steps)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      for (const row of some) await tellStatus(tenancy, row)
    }
  }
}

const sent = async (
  tenancy: Tenancy,
  queue: 'JOBS_QUEUE_URL' | 'MAIL_QUEUE_URL',
  row: Item,
  id: Record<string, string>,
) => {
  await queueIn(tenancy)(queue, { tenant: tenancy.id, ...id })
  await tenancy.table.remove(row)
}

/** A person who joined or moved is looked at by a job: which openings are they in now? */
const looked = async (tenancy: Tenancy, row: Of<'member'>) => {
  const id = `job_${ulid(nowMs())}`
  const steps = [
    taken(row),
    ...jobSteps(tenancy.prefix, id, 'memberSync', row.memberId, { memberIds: [row.memberId] }, nowInstant()),
  ]
  await tenancy.table.together(steps).catch((error) => {
    if (!(error instanceof Refused)) throw error
  })
}

/** Runs a tenant's errands: at least once as delivered, once in effect. Workers find a job or mail taken twice finished. */
export const runErrands = async (tenantId: string, rows: readonly Row[]): Promise<void> => {
  const tenancy = tenancyOf(tenantId, { poolId: '', clientId: '' })
  const of = <K extends Errand['kind']>(kind: K) => rows.filter((row) => row.kind === kind) as Of<K>[]
  await tellStatuses(
    tenancy,
    [...of('status')].sort((a, b) => (a.at < b.at ? -1 : 1)),
  )
  for (const row of of('job')) await sent(tenancy, 'JOBS_QUEUE_URL', row, { job: row.jobId })
  for (const row of of('mail')) await sent(tenancy, 'MAIL_QUEUE_URL', row, { mail: row.mailId })
  for (const row of of('member')) await looked(tenancy, row)
}
