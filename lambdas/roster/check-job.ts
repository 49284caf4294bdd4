import { readFile } from '../file/items.ts'
import type { Worker } from '../job/work.ts'
import { normalUserId } from '../member/user-id.ts'
import { type Files, filesIn } from '../runtime/files.ts'
import { isThere } from '../runtime/step.ts'
import { upload } from '../runtime/upload.ts'
import type { Encoding } from '../sheet/encoding.ts'
import { readSheet } from '../sheet/read.ts'
import { SheetRefusal } from '../sheet/refusal.ts'
import { type Corrected, cellsOf, type Header, HeaderMissing, headed, isHeaderAgain } from './header.ts'
import { importKey, readImport } from './items.ts'
import { type Cells, type Judged, judgeRow } from './judge.ts'
import { readKnown } from './known.ts'
import { rowsFile, VERDICTS } from './rows.ts'

const MAX_ROWS = 100_000

interface ReadRow {
  readonly line: number
  readonly cells: Cells
}

const readRows = async (
  files: Files,
  fileId: string,
  how: { encoding?: Encoding; sheet?: string; columns?: Corrected },
  read: (sheet: object) => void,
): Promise<{ header: Header; rows: ReadRow[] }> => {
  const { lines, ...sheet } = await readSheet(await files.read(fileId), how.encoding, how.sheet)
  read(sheet)
  const { header, rest } = await headed(lines, how.columns)
  const rows: ReadRow[] = []
  for await (const { line, cells } of rest) {
    if (isHeaderAgain(header, cells))
      throw new SheetRefusal(
        `${line}行目に見出し行がもう一度あります。1つの表にまとめてください。`,
        `The header stands again on line ${line}. Make it one table.`,
        line,
      )
    if (cells.every((cell) => cell.trim() === '')) continue
    rows.push({ line, cells: cellsOf(header, cells) })
    if (rows.length > MAX_ROWS)
      throw new SheetRefusal(
        '一度に取り込めるのは10万行までです。行を分けて取り込んでください。',
        'At most 100,000 rows at a time. Please split the file.',
      )
  }
  if (rows.length === 0)
    throw new SheetRefusal('見出しの下にデータの行がありません。', 'There are no rows below the header.')
  return { header, rows }
}

/** Lines by user ID, to name those that stand twice. */
const linesById = (rows: readonly ReadRow[]) => {
  const lines = new Map<string, number[]>()
  for (const { line, cells } of rows) {
    const normal = normalUserId(cells.userId ?? '')
    lines.set(normal, [...(lines.get(normal) ?? []), line])
  }
  return lines
}

async function* asLines(judged: readonly Judged[]): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < judged.length; at += 1000)
    yield Buffer.from(
      judged
        .slice(at, at + 1000)
        .map((one) => `${JSON.stringify(one)}\n`)
        .join(''),
    )
}

/** Dry run: a verdict for each row, kept beside the import; nothing of the roster changes. */
export const checkJob: Worker = async ({ tenancy, job, company, pause }) => {
  const { table, prefix } = tenancy
  const files = filesIn(tenancy)
  const importId = String(job.order.importId)
  const key = importKey(prefix, importId)
  const asked = await readImport(table, importId)
  const file = asked && (await readFile(table, asked.fileId))
  if (!asked || !file) return {}
  // How the file was read is told even where it is refused: another sheet or other columns may be chosen then.
  let sheet: object = {}
  try {
    const { header, rows } = await readRows(files, file.id, job.order, (read) => {
      sheet = read
    })
    const { known, size, missing } = await readKnown(table, company.rosterShards)
    const lines = linesById(rows)
    const judged: Judged[] = []
    for (const { line, cells } of rows) {
      const others = (lines.get(normalUserId(cells.userId ?? '')) ?? []).filter((other) => other !== line)
      judged.push(judgeRow(line, cells, others.slice(0, 5), known))
      if (judged.length % 2000 === 0) await pause(judged.length, undefined, rows.length)
    }
    const counts = Object.fromEntries(
      VERDICTS.map((verdict) => [verdict, judged.filter(({ row }) => row.verdict === verdict).length]),
    )
    await upload(files, rowsFile(importId, 'all'), 'application/x-ndjson', asLines(judged))
    for (const verdict of VERDICTS)
      if (counts[verdict])
        await upload(
          files,
          rowsFile(importId, verdict),
          'application/x-ndjson',
          asLines(judged.filter(({ row }) => row.verdict === verdict)),
        )
    const paths = new Set(
      judged.flatMap(({ row, wanted }) =>
        row.verdict !== 'error' && wanted.department && !known.departmentId(wanted.department)
          ? [wanted.department]
          : [],
      ),
    )
    const seen = new Set(lines.keys())
    const set = {
      ...sheet,
      state: 'checked',
      headerLine: header.line,
      columns: header.columns,
      counts,
      newDepartments: [...paths]
        .sort()
        .slice(0, 200)
        .map((path) => path.split(' > ')),
      missing: missing(seen),
      noneKnown: size > 0 && !rows.some(({ cells }) => known.byNormal(normalUserId(cells.userId ?? ''))),
    }
    await table.change(key, { set }, isThere)
    await pause(rows.length, undefined, rows.length)
    return {}
  } catch (error) {
    if (!(error instanceof SheetRefusal)) throw error
    const guess = error instanceof HeaderMissing ? error.guess : undefined
    const set = {
      ...sheet,
      ...(guess ? { headerLine: guess.line, columns: guess.columns } : {}),
      state: 'refused',
      refusal: { ...error.words, ...(error.line ? { line: error.line } : {}) },
    }
    await table.change(key, { set }, isThere)
    return {}
  }
}
