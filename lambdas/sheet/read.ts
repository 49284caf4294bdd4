import { type Encoding, encodingOf } from './encoding.ts'
import { delimiterOf, type Line, textLines } from './read-text.ts'
import { readXlsx } from './read-xlsx.ts'
import { SheetRefusal } from './refusal.ts'

export interface Sheet {
  readonly format: 'csv' | 'tsv' | 'xlsx'
  readonly encoding?: Encoding
  readonly sheetName?: string
  /** All sheets of a workbook, in its order. */
  readonly sheets?: readonly string[]
  readonly lines: AsyncIterable<Line>
}

const SAMPLE = 65_536

/** The beginning of a stream, and the stream whole again. */
const peeked = async (chunks: AsyncIterable<Uint8Array>) => {
  const iterator = chunks[Symbol.asyncIterator]()
  const held: Uint8Array[] = []
  let size = 0
  let over = false
  while (size < SAMPLE && !over) {
    const { value, done } = await iterator.next()
    over = done === true
    if (value) {
      held.push(value)
      size += value.length
    }
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    yield* held
    for (;;) {
      const { value, done } = over ? { value: undefined, done: true } : await iterator.next()
      if (done) return
      yield value as Uint8Array
    }
  }
  return { sample: Buffer.concat(held).subarray(0, SAMPLE), whole: over && size <= SAMPLE, all: all() }
}

async function* each(lines: readonly Line[]): AsyncGenerator<Line> {
  yield* lines
}

/** Reads a CSV, TSV or XLSX; what it is is judged by its content, never by its name. */
export const readSheet = async (
  chunks: AsyncIterable<Uint8Array>,
  forced?: Encoding,
  wanted?: string,
): Promise<Sheet> => {
  const { sample, whole, all } = await peeked(chunks)
  if (sample.length === 0) throw new SheetRefusal('ファイルが空です。', 'The file is empty.')
  if (sample[0] === 0x50 && sample[1] === 0x4b) {
    const { lines, ...names } = await readXlsx(all, wanted)
    return { format: 'xlsx', ...names, lines: each(lines) }
  }
  if (sample.length >= 4 && sample.readUInt32BE(0) === 0xd0cf11e0)
    throw new SheetRefusal(
      '古い形式（.xls）かパスワード付きのファイルは読み取れません。.xlsx か CSV で保存し直してください。',
      'Old .xls files and files with a password cannot be read. Save as .xlsx or CSV.',
    )
  const encoding = forced ?? encodingOf(sample, whole)
  const text = new TextDecoder(encoding).decode(sample)
  if (text.includes('\0'))
    throw new SheetRefusal(
      '名簿のファイルではないようです。CSV、TSV、Excel のファイルを選んでください。',
      'This does not look like a table. Choose a CSV, TSV or Excel file.',
    )
  const delimiter = delimiterOf(text)
  return { format: delimiter === '\t' ? 'tsv' : 'csv', encoding, lines: textLines(all, encoding, delimiter) }
}
