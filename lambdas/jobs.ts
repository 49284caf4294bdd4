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
import { tenancyOf } from './runtime/tenancy.ts'
import { slipJob } from './slip/job.ts'

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

/** Queue → one slice of a job; a job that is not over puts itself back on the queue. */
export const handler = async (event: SQSEvent): Promise<SQSBatchResponse> => {
  const failed: string[] = []
  for (const record of event.Records) {
    const { tenant, job } = JSON.parse(record.body) as { tenant: string; job: string }
    try {
      if ((await runJob(workers, tenant, job)) === 'again')
        await queueIn(tenancyOf(tenant, { poolId: '', clientId: '' }))('JOBS_QUEUE_URL', { tenant, job })
    } catch (error) {
      log.error('job slice failed', {
        job,
        name: (error as Error).name,
        message: String((error as Error).message).slice(0, 200),
      })
      failed.push(record.messageId)
    }
  }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) }
}
