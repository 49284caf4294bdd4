import { keepFile } from '../file/keep.ts'
import type { Worker } from '../job/work.ts'
import { filesIn } from '../runtime/files.ts'
import { LABEL, LAYOUT } from './columns.ts'
import { readImport } from './items.ts'
import { judgedRows } from './rows.ts'

/** The rows in error with the reason in a last column, in the layout of an import: correct it and bring it again. */
export const errorsJob: Worker = async (work) => {
  const one = await readImport(work.tenancy.table, String(work.job.order.importId))
  if (!one) return {}
  const files = filesIn(work.tenancy)
  async function* pages() {
    if (!one?.counts?.error) return
    for await (const { row, wanted } of judgedRows(files, one.id, 'error'))
      yield [
        [
          ...LAYOUT.map(({ field }) =>
            field === 'userId' ? row.userId : String(wanted[field as 'name'] ?? ''),
          ),
          String(row.line),
          row.why?.ja ?? '',
        ],
      ]
  }
  const header = [...LAYOUT.map(({ field }) => LABEL[field] ?? field), '行', 'エラーの理由']
  return keepFile(work, {
    name: `取り込みエラー_${work.company.code}`,
    format: 'csv',
    header,
    rows: pages(),
    about: [],
  })
}
