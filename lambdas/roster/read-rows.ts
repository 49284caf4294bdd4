import type { Encoding } from '../sheet/encoding.ts'
import { readSheet, type Sheet } from '../sheet/read.ts'
import { SheetRefusal } from '../sheet/refusal.ts'
import type { Cells } from './cells.ts'
import { type Corrected, cellsOf, type Header, headed, isHeaderAgain } from './header.ts'

const MAX_ROWS = 100_000

export interface ReadRow {
  readonly line: number
  readonly cells: Cells
}
export interface FileRead {
  readonly sheet: Omit<Sheet, 'lines'>
  readonly header: Header
  readonly rows: readonly ReadRow[]
}

/** How the administrator wants a file to be read, where what was found by itself was wrong. */
export interface How {
  readonly encoding?: Encoding
  readonly sheet?: string
  readonly columns?: Corrected
}
/** Told as soon as it is known, and so also of a file that is refused: another sheet or other columns may be chosen then. */
export type Told = (sheet: FileRead['sheet']) => void

const rowsOf = async ({ lines, ...sheet }: Sheet, how: How, told: Told): Promise<FileRead> => {
  told(sheet)
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
  return { sheet, header, rows }
}

/**
 * The rows of a roster file by their columns. Where the beginning of a text says nothing about its encoding (plain ASCII)
 * and a later line is no UTF-8, the file is read once more as Shift_JIS.
 */
export const readRows = async (
  open: () => Promise<AsyncIterable<Uint8Array>>,
  how: How,
  told: Told,
): Promise<FileRead> => {
  try {
    return await rowsOf(await readSheet(await open(), how.encoding, how.sheet), how, told)
  } catch (error) {
    if (!(error instanceof SheetRefusal && error.isEncoding) || how.encoding) throw error
    return rowsOf(await readSheet(await open(), 'shift_jis', how.sheet), how, told)
  }
}
