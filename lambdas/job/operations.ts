import type { Operation } from '../runtime/call.ts'
import { Problem } from '../runtime/problem.ts'
import { type JobItem, readJob, readJobs } from './items.ts'
import type { Job } from './schema.ts'

const shown = (one: JobItem): Job => ({
  id: one.id as Job['id'],
  kind: one.kind,
  state: one.state,
  done: one.done,
  total: one.total,
  fileId: one.fileId as Job['fileId'],
  fileName: one.fileName,
  notes: one.notes?.map((note) => ({ ...note })),
  startedAt: one.startedAt,
  endedAt: one.endedAt,
})

export const get: Operation<'job.get'> = async (call, { id }) => {
  const one = await readJob(call.table, id)
  if (!one) throw new Problem('notFound')
  return shown(one)
}

export const list: Operation<'job.list'> = async (call) => ({ jobs: (await readJobs(call.table)).map(shown) })
