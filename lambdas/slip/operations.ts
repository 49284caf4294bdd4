import { jobSteps } from '../job/items.ts'
import { mustExist } from '../member/must-exist.ts'
import type { Operation } from '../runtime/call.ts'
import type { SlipTarget } from './schema.ts'

const chosen = (target: SlipTarget) =>
  target.kind === 'members'
    ? { members: target.ids }
    : target.kind === 'department'
      ? { departments: [target.departmentId] }
      : {}

/** Orders the slips; how many people they are for is known when the job has looked. */
export const issue: Operation<'slip.issue'> = async (call, { target, format }) => {
  await mustExist(call.table, chosen(target))
  const jobId = call.newId('job')
  const by = call.actor.kind === 'member' ? call.actor.id : ''
  await call.commit(jobSteps(call.tenancy.prefix, jobId, 'slips', by, { target, format }, call.now), {
    detail: { target: target.kind, format },
  })
  return { jobId }
}
