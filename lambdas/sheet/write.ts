import { neutral } from './neutral.ts'
import { toShiftJis } from './shift-jis.ts'
import { xlsxChunks } from './write-xlsx.ts'

export type Format = 'tsv' | 'csv' | 'csv-sjis' | 'xlsx'
export type Rows = AsyncIterable<readonly (readonly string[])[]>
/** Name and value of 「この帳票について」, asked for when the rows are written and counted. */
export type About = () => readonly (readonly [string, string])[]

export const EXTENSION: Record<Format, string> = { tsv: 'tsv', csv: 'csv', 'csv-sjis': 'csv', xlsx: 'xlsx' }
export const TYPE: Record<Format, string> = {
  tsv: 'text/tab-separated-values; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  'csv-sjis': 'text/csv; charset=shift_jis',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
const csvLine = (cells: readonly string[]) => `${cells.map((cell) => quoted(neutral(cell))).join(',')}\r\n`
/** TSV has no quoting: tabs and line ends inside a cell become spaces. */
const tsvLine = (cells: readonly string[]) =>
  `${cells.map((cell) => neutral(cell).replace(/[\t\r\n]+/g, ' ')).join('\t')}\r\n`

async function* textChunks(
  header: readonly string[],
  rows: Rows,
  line: (cells: readonly string[]) => string,
  encode: (text: string) => Uint8Array,
  mark: Uint8Array,
) {
  if (mark.length > 0) yield mark
  yield encode(line(header))
  for await (const page of rows) if (page.length > 0) yield encode(page.map(line).join(''))
}

const utf8 = (text: string): Uint8Array => Buffer.from(text)
const BOM = Uint8Array.of(0xef, 0xbb, 0xbf)
const NONE = new Uint8Array()

/** A table as a file, page by page: memory does not grow with the rows. CSV (RFC 4180) and TSV are pure rows with CRLF. */
export const sheetChunks = (
  format: Format,
  header: readonly string[],
  rows: Rows,
  about: About,
): AsyncIterable<Uint8Array> => {
  if (format === 'xlsx') return xlsxChunks(header, rows, about)
  if (format === 'tsv') return textChunks(header, rows, tsvLine, utf8, NONE)
  return format === 'csv'
    ? textChunks(header, rows, csvLine, utf8, BOM)
    : textChunks(header, rows, csvLine, toShiftJis, NONE)
}
