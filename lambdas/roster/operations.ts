import { filesIn } from '../file/files.ts'
import { readFile } from '../file/items.ts'
import { jobSteps } from '../job/items.ts'
import type { Call, Operation } from '../runtime/call.ts'
import { Problem } from '../runtime/problem.ts'
import { refusedAs } from '../runtime/refused-as.ts'
import { change } from '../runtime/step.ts'
import { importKey, newImport, readImport } from './items.ts'
import { rowsPage } from './rows.ts'
import type { Import } from './schema.ts'

const by = (call: Call) => (call.actor.kind === 'member' ? call.actor.id : '')

const must = async (call: Call, id: string) => {
  const one = await readImport(call.table, id)
  if (!one) throw new Problem('notFound')
  return one
}

/** Dry run: nothing is reflected until the commit. */
export const check: Operation<'roster.check'> = async (call, { fileId, ...how }) => {
  const file = await readFile(call.table, fileId)
  if (file?.purpose !== 'roster') throw new Problem('notFound')
  if (file.size === undefined)
    throw new Problem('notNow', {
      words: {
        ja: 'ファイルの送信が終わっていません。もう一度選び直してください。',
        en: 'The file has not arrived. Please choose it again.',
      },
    })
  const importId = call.newId('imp')
  const jobId = call.newId('job')
  const one = {
    id: importId,
    jobId,
    fileId,
    fileName: file.name,
    state: 'checking' as const,
    by: by(call),
    at: call.now,
  }
  const job = jobSteps(call.tenancy.prefix, jobId, 'rosterCheck', by(call), { importId, ...how }, call.now)
  await call.commit([newImport(call.tenancy.prefix, one), ...job], { subject: importId })
  return { importId, jobId }
}

export const get: Operation<'roster.get'> = async (call, { importId }) =>
  (await must(call, importId)) as unknown as Import

export const rows: Operation<'roster.rows'> = async (call, { importId, verdict, cursor }) =>
  rowsPage(filesIn(call.tenancy), await must(call, importId), verdict, cursor)

/** Reflects the judged rows; 確認 rows only where ticked. Asked twice, the second finds the job of the first. */
export const commit: Operation<'roster.commit'> = async (call, { importId, ticked }) => {
  const one = await must(call, importId)
  if (one.state === 'committing' || one.state === 'committed') return { jobId: one.jobId as `job_${string}` }
  if (one.state !== 'checked')
    throw new Problem('notNow', {
      words: {
        ja: '取り込みの確認が終わってから反映してください。',
        en: 'Wait until the check of the file is done.',
      },
    })
  const jobId = call.newId('job')
  const steps = [
    change(importKey(call.tenancy.prefix, importId), { set: { state: 'committing', jobId, ticked } }, [
      ['state', '=', 'checked'],
    ]),
    ...jobSteps(call.tenancy.prefix, jobId, 'rosterCommit', by(call), { importId }, call.now),
  ]
  await refusedAs({}, () => call.commit(steps, { subject: importId }))
  return { jobId }
}

const ordered = async (
  call: Call,
  kind: 'rosterErrors' | 'rosterExport',
  order: Record<string, unknown>,
  subject?: string,
) => {
  const jobId = call.newId('job')
  await call.commit(
    jobSteps(call.tenancy.prefix, jobId, kind, by(call), order, call.now),
    subject ? { subject } : {},
  )
  return { jobId }
}

/** The rows in error, in the layout that was brought, with the reason in a last column. */
export const errors: Operation<'roster.errors'> = async (call, { importId }) => {
  await must(call, importId)
  return ordered(call, 'rosterErrors', { importId }, importId)
}

const exportRoster: Operation<'roster.export'> = (call, { format }) =>
  ordered(call, 'rosterExport', { format })

export { exportRoster as export }
