import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import { openJob } from './assignment/open-job.ts'
import { syncJob } from './assignment/sync-job.ts'
import { runJob } from './job/work.ts'
import { exportJob as recordExport } from './record/export-job.ts'
import { checkJob } from './roster/check-job.ts'
import { commitJob } from './roster/commit-job.ts'
import { errorsJob } from './roster/errors-job.ts'
import { exportJob as rosterExport } from './roster/export-job.ts'
import { log } from './runtime/log.ts'
import { queueIn } from './runtime/queue.ts'
import { tableOf } from './runtime/table.ts'
import { tenancyOf } from './runtime/tenancy.ts'
import { slipJob } from './slip/job.ts'
import { carryRegistry } from './tenant/carry.ts'

const workers = {
  rosterCheck: checkJob,
  rosterCommit: commitJob,
  rosterErrors: errorsJob,
  rosterExport,
  slips: slipJob,
  assignmentOpen: openJob,
  recordExport,
  memberSync: syncJob,
}

interface Order {
  readonly tenant: string
  /** A slice of this job; without one, what the registry wishes of the tenant. */
  readonly job?: string
}
const carryOut = async ({ tenant, job }: Order) => {
  if (!job) return carryRegistry(tableOf('TEN', undefined, 'registry'), tenant)
  const { again } = await runJob(workers, tenant, job)
  if (again === undefined) return
  const send = queueIn(tenancyOf(tenant, { poolId: '', clientId: '' }))
  await send('JOBS_QUEUE_URL', { tenant, job }, again)
}

/** Queue → one slice of a job; a job that is not over puts itself back on the queue. */
export const handler = async (event: SQSEvent): Promise<SQSBatchResponse> => {
  const failed: string[] = []
  for (const record of event.Records) {
    const order = JSON.parse(record.body) as Order
    try {
      await carryOut(order)
    } catch (error) {
      log.error('job slice failed', {
        ...order,
        name: (error as Error).name,
        message: String((error as Error).message).slice(0, 200),
      })
      failed.push(record.messageId)
    }
  }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) }
}
