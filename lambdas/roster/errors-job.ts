import { filesIn } from '../file/files.ts'
import { keepFile } from '../file/keep.ts'
import type { Worker } from '../job/work.ts'
import { readImport } from './items.ts'
import { judgedRows } from './rows.ts'

/** The rows in error as they were brought, with line and reason in the last columns: correct it and bring it again. */
export const errorsJob: Worker = async (work) => {
  const one = await readImport(work.tenancy.table, String(work.job.order.importId))
  if (!one) return {}
  const files = filesIn(work.tenancy)
  const columns = (one.columns ?? []).flatMap(({ header, field }) => (field ? [{ header, field }] : []))
  async function* pages() {
    if (!one?.counts?.error) return
    for await (const { row, cells } of judgedRows(files, one.id, 'error'))
      yield [
        [...columns.map(({ field }) => cells?.[field as 'name'] ?? ''), String(row.line), row.why?.ja ?? ''],
      ]
  }
  return keepFile(work, {
    name: `取り込みエラー_${work.company.code}`,
    format: 'csv',
    header: [...columns.map(({ header }) => header), '行', 'エラーの理由'],
    rows: pages(),
    about: () => [],
  })
}
