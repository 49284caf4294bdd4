import { filesIn } from '../file/files.ts'
import { keptAgain, readFile } from '../file/items.ts'
import { upload } from '../file/upload.ts'
import type { Work, Worker } from '../job/work.ts'
import type { Profile } from '../member/items.ts'
import { normalUserId } from '../member/user-id.ts'
import { DAY, plusMs } from '../runtime/clock.ts'
import { isThere } from '../runtime/step.ts'
import { SheetRefusal } from '../sheet/refusal.ts'
import { asShiftJis } from '../sheet/shift-jis.ts'
import { besideIn } from './beside.ts'
import { HeaderMissing } from './header.ts'
import { importKey, readImport } from './items.ts'
import { type Judged, judgeRow, type Known } from './judge.ts'
import { readKnown } from './known.ts'
import { type FileRead, readRows } from './read-rows.ts'
import { rowsFile, VERDICTS } from './rows.ts'

async function* asLines(rows: readonly object[]): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < rows.length; at += 1000)
    yield Buffer.from(
      rows
        .slice(at, at + 1000)
        .map((one) => `${JSON.stringify(one)}\n`)
        .join(''),
    )
}
/** As long as an import may be looked at again. */
const KEPT_MS = 30 * DAY
const TYPE = 'application/x-ndjson'

const keep = async ({ tenancy, job, now }: Work, id: string, rows: readonly object[]) => {
  const times = { at: now(), until: plusMs(now(), KEPT_MS) }
  await tenancy.table.together([
    keptAgain(tenancy.prefix, { id, purpose: 'rows', name: id, type: TYPE, by: job.by, ...times }),
  ])
  await upload(filesIn(tenancy), id, TYPE, asLines(rows))
}

const judgeAll = async ({ pause }: Work, { rows }: FileRead, known: Known): Promise<Judged[]> => {
  const besides = besideIn(rows)
  const judged: Judged[] = []
  for (const row of rows) {
    judged.push(judgeRow(row.line, row.cells, besides(row), known))
    if (judged.length % 2000 === 0) await pause(judged.length, undefined, rows.length)
  }
  return judged
}

/** Paths that do not exist yet, as lists of names. */
const newDepartments = (judged: readonly Judged[], known: Known) => {
  const paths = judged.flatMap(({ row, wanted }) =>
    row.verdict !== 'error' && wanted.department && !known.departmentId(wanted.department)
      ? [wanted.department]
      : [],
  )
  return [...new Set(paths)]
    .sort()
    .slice(0, 200)
    .map((path) => path.split(' > '))
}

/** Somebody on the roster whom the file does not name: perhaps a leaver. */
const absentRow = (one: Profile, known: Known): Pick<Judged, 'row'> => ({
  row: {
    line: 0,
    verdict: 'missing',
    userId: one.userId,
    name: one.name,
    department: known.pathOf(one),
    changes: [],
  },
})

const checked = async (work: Work, importId: string, read: FileRead) => {
  const { tenancy, company } = work
  const asWritten = read.sheet.encoding === 'shift_jis' ? asShiftJis : (text: string) => text
  const { known, learners, missing } = await readKnown(tenancy.table, company.rosterShards, asWritten)
  const judged = await judgeAll(work, read, known)
  await keep(work, rowsFile(importId, 'all'), judged)
  const counts: Record<string, number> = {}
  for (const verdict of VERDICTS) {
    const some = judged.filter(({ row }) => row.verdict === verdict)
    counts[verdict] = some.length
    if (some.length > 0) await keep(work, rowsFile(importId, verdict), some)
  }
  const ids = new Set(read.rows.map(({ cells }) => normalUserId(cells.userId ?? '')))
  const absent = missing(ids)
  if (absent.length > 0)
    await keep(
      work,
      rowsFile(importId, 'missing'),
      absent.map((one) => absentRow(one, known)),
    )
  return {
    ...read.sheet,
    state: 'checked',
    headerLine: read.header.line,
    columns: read.header.columns,
    counts,
    newDepartments: newDepartments(judged, known),
    missing: absent.length,
    noneKnown: learners > 0 && ![...ids].some((normal) => known.byNormal(normal)),
  }
}

/** Dry run: a verdict for each row, kept beside the import; nothing of the roster changes. */
export const checkJob: Worker = async (work) => {
  const { tenancy, job, pause } = work
  const importId = String(job.order.importId)
  const asked = await readImport(tenancy.table, importId)
  const file = asked && (await readFile(tenancy.table, asked.fileId))
  if (!asked || !file) return {}
  const set = (values: Record<string, unknown>) =>
    tenancy.table.change(importKey(tenancy.prefix, importId), { set: values }, isThere)
  let sheet: object = {}
  try {
    const open = () => filesIn(tenancy).read(file.id)
    const read = await readRows(open, job.order, (told) => {
      sheet = told
    })
    await set(await checked(work, importId, read))
    await pause(read.rows.length, undefined, read.rows.length)
  } catch (error) {
    if (!(error instanceof SheetRefusal)) throw error
    const { words, line } = error
    const guess = error instanceof HeaderMissing ? error.guess : undefined
    await set({
      ...sheet,
      ...(guess ? { headerLine: guess.line, columns: guess.columns } : {}),
      state: 'refused',
      refusal: { ...words, ...(line ? { line } : {}) },
    })
  }
  return {}
}
