import { jobSteps } from '../job/items.ts'
import type { Operation } from '../runtime/call.ts'

/** Orders the slips; how many people they are for is known when the job has looked. */
export const issue: Operation<'slip.issue'> = async (call, { target, format }) => {
  const jobId = call.newId('job')
  const by = call.actor.kind === 'member' ? call.actor.id : ''
  await call.commit(jobSteps(call.tenancy.prefix, jobId, 'slips', by, { target, format }, call.now), {
    detail: { target: target.kind, format },
  })
  return { jobId }
}
