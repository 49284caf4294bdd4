import type { Line } from '../sheet/read-text.ts'
import { SheetRefusal } from '../sheet/refusal.ts'
import { type Field, fieldOf } from './columns.ts'

export interface Header {
  readonly line: number
  readonly columns: readonly { header: string; field: Field | undefined }[]
}

/** No header was found; `guess` is the first line that looks like a table, for the administrator to name its columns. */
export class HeaderMissing extends SheetRefusal {
  readonly guess: Header | undefined
  constructor(guess: Header | undefined) {
    super(
      '「ユーザーID」の列が見つかりません。1行目に「ユーザーID」などの見出しを入れるか、列の対応を選んでください。',
      'No column of user IDs was found. Put headings such as "User ID" in the first line, or choose the columns.',
    )
    this.guess = guess
  }
}

/** A title may stand above the header: it is looked for in the first ten lines. */
const LOOK = 10

/** Which line is the header and what its columns are, as the administrator corrected it; '' leaves a column out. */
export interface Corrected {
  readonly line: number
  readonly fields: readonly (Field | '')[]
}
const columnsOf = ({ line, cells }: Line, corrected: Corrected | undefined): Header['columns'] =>
  cells.map((cell, at) => ({
    header: cell.trim(),
    field: corrected?.line === line ? corrected.fields[at] || undefined : fieldOf(cell),
  }))

/** The header among the first lines, and what follows it. Refuses a file without one, or with a column twice. */
export const headed = async (
  lines: AsyncIterable<Line>,
  corrected?: Corrected,
): Promise<{ header: Header; rest: AsyncIterable<Line> }> => {
  const iterator = lines[Symbol.asyncIterator]()
  let guess: Header | undefined
  for (let looked = 0; looked < LOOK; looked++) {
    const { value, done } = await iterator.next()
    if (done) break
    const columns = columnsOf(value as Line, corrected)
    if (columns.filter(({ header }) => header !== '').length > 1) guess ??= { line: value.line, columns }
    if (corrected ? corrected.line !== value.line : !columns.some(({ field }) => field === 'userId')) continue
    if (!columns.some(({ field }) => field === 'userId')) break
    const fields = columns.flatMap(({ field }) => field ?? [])
    const twice = fields.find((field, at) => fields.indexOf(field) !== at)
    if (twice)
      throw new SheetRefusal(
        `見出し行に同じ項目の列が2つあります。どちらかを消してください。`,
        'The header names one column twice. Remove one of them.',
        value.line,
      )
    return { header: { line: value.line, columns }, rest: { [Symbol.asyncIterator]: () => iterator } }
  }
  throw new HeaderMissing(guess)
}

/** A row's cells by field; columns that are not known are left out. */
export const cellsOf = (header: Header, cells: readonly string[]): Partial<Record<Field, string>> =>
  Object.fromEntries(
    header.columns.flatMap(({ field }, at) =>
      field && (cells[at] ?? '').trim() !== '' ? [[field, cells[at] as string]] : [],
    ),
  )

export const isHeaderAgain = (header: Header, cells: readonly string[]) =>
  header.columns.filter(({ field }) => field).length > 1 &&
  header.columns.every(({ header: text }, at) => (cells[at] ?? '').trim() === text)
