import * as z from 'zod'
import { FileId } from '../file/schema.ts'
import { Id, Instant } from '../runtime/shape.ts'

export const JobId = Id('job')
export const JobKind = z.enum([
  'rosterCheck',
  'rosterCommit',
  'rosterErrors',
  'rosterExport',
  'slips',
  'assignmentOpen',
  'recordExport',
  'memberSync',
])
/** 受付 / 処理中 / 完了 / 失敗 / 中止 */
export const JobState = z.enum(['accepted', 'running', 'done', 'failed', 'cancelled'])
export const Job = z.object({
  id: JobId,
  kind: JobKind,
  state: JobState,
  done: z.number().int(),
  total: z.number().int().optional(),
  fileId: FileId.optional(),
  fileName: z.string().optional(),
  notes: z.array(z.object({ ja: z.string(), en: z.string() })).optional(),
  startedAt: Instant,
  endedAt: Instant.optional(),
})
export const JobRef = z.strictObject({ id: JobId })
export const JobStarted = z.object({ jobId: JobId })
export const JobPage = z.object({ jobs: z.array(Job) })
export type Job = z.output<typeof Job>
export type JobKind = z.output<typeof JobKind>
