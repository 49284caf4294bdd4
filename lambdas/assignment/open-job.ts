import type { Worker } from '../job/work.ts'
import { enrol } from './enrol.ts'
import { readAssignment } from './items.ts'
import { targetMembers } from './target-members.ts'

/** Takes everybody in the target into the opening; a slice that begins anew finds those before it in already. */
export const openJob: Worker = async ({ tenancy: { table }, job, company, now, pause }) => {
  const assignment = await readAssignment(table, String(job.order.edition))
  if (!assignment) return {}
  let done = 0
  for await (const page of targetMembers(table, assignment.target, company.rosterShards)) {
    await enrol(table, assignment, page, now())
    done += page.length
    if (await pause(done, undefined, Number(job.order.members))) return undefined
  }
  return {}
}
