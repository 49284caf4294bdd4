import type { Line } from '../sheet/read-text.ts'
import { SheetRefusal } from '../sheet/refusal.ts'
import { type Field, fieldOf } from './columns.ts'

export interface Header {
  readonly line: number
  readonly columns: readonly { header: string; field: Field | undefined }[]
}

/** A title may stand above the header: it is looked for in the first ten lines. */
const LOOK = 10

/** The header among the first lines, and what follows it. Refuses a file without one, or with a column twice. */
export const headed = async (
  lines: AsyncIterable<Line>,
): Promise<{ header: Header; rest: AsyncIterable<Line> }> => {
  const iterator = lines[Symbol.asyncIterator]()
  for (let looked = 0; looked < LOOK; looked++) {
    const { value, done } = await iterator.next()
    if (done) break
    const columns = (value as Line).cells.map((cell) => ({ header: cell.trim(), field: fieldOf(cell) }))
    if (!columns.some(({ field }) => field === 'userId')) continue
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
  throw new SheetRefusal(
    '見出し行が見つかりません。1行目に「ユーザーID」などの見出しを入れてください。',
    'No header was found. Put headings such as "User ID" in the first line.',
  )
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
