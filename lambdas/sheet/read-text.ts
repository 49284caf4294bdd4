import { parse } from 'csv-parse'
import { decoded, type Encoding } from './encoding.ts'
import { plain } from './neutral.ts'
import { SheetRefusal } from './refusal.ts'

export interface Line {
  /** Line of the file as an editor counts it (the first is 1). */
  readonly line: number
  readonly cells: readonly string[]
}

/** Tabs in the first line decide; a CSV has commas there. */
export const delimiterOf = (sample: string): ',' | '\t' =>
  (sample.split(/\r?\n/)[0] ?? '').includes('\t') ? '\t' : ','

/** A spreadsheet's TSV quotes cells with commas or quotation marks; there is no rule that others do. */
const unquoted = (cell: string) =>
  /^"(?:[^"]|"")*"$/.test(cell) && /,|""/.test(cell) ? cell.slice(1, -1).replaceAll('""', '"') : cell

/** Lines of a CSV (RFC 4180) or TSV as they come; empty lines are left out. */
export async function* textLines(
  chunks: AsyncIterable<Uint8Array>,
  encoding: Encoding,
  delimiter: ',' | '\t',
): AsyncGenerator<Line> {
  const parser = parse({
    delimiter,
    relax_column_count: true,
    skip_empty_lines: true,
    info: true,
    bom: false,
    max_record_size: 100_000,
    ...(delimiter === '\t' ? { quote: null } : {}),
  })
  const feed = (async () => {
    for await (const text of decoded(chunks, encoding))
      if (!parser.write(text.replace(/^\uFEFF/, ''))) await new Promise((done) => parser.once('drain', done))
    parser.end()
  })()
  feed.catch((error) => parser.destroy(error))
  let twice = 0
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[]
      info: { lines: number }
    }>) {
      const text = record.join('')
      const breaks = text.split('\n').length - 1
      // The parser counts CR LF inside quotation marks as two lines.
      twice += text.split('\r\n').length - 1
      const cells = (delimiter === '\t' ? record.map(unquoted) : record).map(plain)
      yield { line: info.lines - breaks - twice, cells }
    }
  } catch (error) {
    if (error instanceof SheetRefusal) throw error
    const line = (error as { lines?: number }).lines
    throw new SheetRefusal(
      `${line ?? ''}行目の引用符（"）の対応が正しくありません。表計算ソフトで開いて保存し直してください。`,
      `The quotation marks around line ${line ?? '?'} do not match. Please open the file in a spreadsheet and save it again.`,
      line,
    )
  }
}
