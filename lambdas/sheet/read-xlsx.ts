import { Unzip, UnzipInflate } from 'fflate'
import { SaxesParser } from 'saxes'
import type { Line } from './read-text.ts'
import { SheetRefusal } from './refusal.ts'

/** A roster of 100,000 people is about 40 MB unpacked; a bomb is far beyond. */
const MAX_UNPACKED = 400_000_000
const MAX_ENTRIES = 500

const broken = () =>
  new SheetRefusal(
    'Excel ファイルを読み取れませんでした。.xlsx 形式で保存し直してください。',
    'The Excel file could not be read. Please save it as .xlsx again.',
  )

/** The parts of the package that a table needs, unpacked. */
const unpack = async (chunks: AsyncIterable<Uint8Array>): Promise<Map<string, Uint8Array[]>> => {
  const parts = new Map<string, Uint8Array[]>()
  let total = 0
  let entries = 0
  let failed: unknown
  const unzip = new Unzip((file) => {
    if (++entries > MAX_ENTRIES) failed = broken()
    if (
      failed ||
      !/^xl\/(workbook\.xml|sharedStrings\.xml|styles\.xml|worksheets\/sheet\d+\.xml)$/.test(file.name)
    )
      return
    const part: Uint8Array[] = []
    parts.set(file.name, part)
    file.ondata = (error, data) => {
      if (error) failed = broken()
      total += data?.length ?? 0
      if (total > MAX_UNPACKED)
        failed = new SheetRefusal(
          'ファイルが大きすぎます。行を分けて取り込んでください。',
          'The file is too large. Please import it in parts.',
        )
      if (failed) file.terminate()
      else part.push(data)
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  try {
    for await (const chunk of chunks) {
      unzip.push(chunk)
      if (failed) throw failed
    }
    unzip.push(new Uint8Array(), true)
  } catch (error) {
    throw error instanceof SheetRefusal ? error : broken()
  }
  if (failed) throw failed
  return parts
}

const read = (part: readonly Uint8Array[] | undefined, on: (parser: SaxesParser) => void) => {
  const parser = new SaxesParser()
  parser.on('doctype', () => {
    throw broken()
  })
  parser.on('error', () => {
    throw broken()
  })
  on(parser)
  const decoder = new TextDecoder()
  for (const chunk of part ?? []) parser.write(decoder.decode(chunk, { stream: true }))
  parser.close()
}

const sharedStrings = (part: readonly Uint8Array[] | undefined): string[] => {
  const strings: string[] = []
  let inText = false
  let inReading = false
  read(part, (parser) => {
    parser.on('opentag', ({ name }) => {
      if (name === 'si') strings.push('')
      if (name === 'rPh') inReading = true
      inText = name === 't' && !inReading
    })
    parser.on('closetag', ({ name }) => {
      if (name === 't') inText = false
      if (name === 'rPh') inReading = false
    })
    parser.on('text', (text) => {
      if (inText) strings[strings.length - 1] += text
    })
  })
  return strings
}

/** Which styles show a number as a date: built-in formats 14–22 and 45–47, and own ones with y, m and d in them. */
const dateStyles = (part: readonly Uint8Array[] | undefined): Set<number> => {
  const own = new Map<number, string>()
  const dates = new Set<number>()
  let inXfs = false
  let at = 0
  read(part, (parser) => {
    parser.on('opentag', ({ name, attributes }) => {
      if (name === 'numFmt') own.set(Number(attributes.numFmtId), String(attributes.formatCode))
      if (name === 'cellXfs') inXfs = true
      if (name !== 'xf' || !inXfs) return
      const id = Number(attributes.numFmtId ?? 0)
      if (
        (id >= 14 && id <= 22) ||
        (id >= 27 && id <= 36) ||
        (id >= 45 && id <= 58) ||
        /[yYmM].*[dD]/.test((own.get(id) ?? '').replace(/"[^"]*"|\[[^\]]*\]/g, ''))
      )
        dates.add(at)
      at++
    })
    parser.on('closetag', ({ name }) => {
      if (name === 'cellXfs') inXfs = false
    })
  })
  return dates
}

const column = (ref: string) =>
  [...ref.replace(/\d+/g, '')].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0) - 1

/** Days since 1899-12-30 as Excel counts them, as `2026/4/1`. */
const dateText = (serial: number) => {
  const day = new Date(Math.round(serial * 86_400_000) - 2_209_161_600_000)
  return `${day.getUTCFullYear()}/${day.getUTCMonth() + 1}/${day.getUTCDate()}`
}

const sheetLines = (
  part: readonly Uint8Array[],
  strings: readonly string[],
  dates: ReadonlySet<number>,
): Line[] => {
  const lines: Line[] = []
  let cells: string[] = []
  let line = 0
  let cell = { at: 0, type: '', style: 0, text: '' }
  let inValue = false
  read(part, (parser) => {
    parser.on('opentag', ({ name, attributes }) => {
      if (name === 'row') {
        line = Number(attributes.r ?? line + 1)
        cells = []
      }
      if (name === 'c')
        cell = {
          at: attributes.r ? column(String(attributes.r)) : cells.length,
          type: String(attributes.t ?? 'n'),
          style: Number(attributes.s ?? 0),
          text: '',
        }
      inValue = name === 'v' || name === 't'
    })
    parser.on('text', (text) => {
      if (inValue) cell.text += text
    })
    parser.on('closetag', ({ name }) => {
      if (name === 'v' || name === 't') inValue = false
      if (name === 'c' && cell.at < 200) {
        while (cells.length < cell.at) cells.push('')
        const isDate = cell.type === 'n' && cell.text !== '' && dates.has(cell.style)
        cells[cell.at] =
          cell.type === 's'
            ? (strings[Number(cell.text)] ?? '')
            : isDate
              ? dateText(Number(cell.text))
              : cell.text
      }
      if (name === 'row' && cells.some((text) => text !== '')) lines.push({ line, cells })
    })
  })
  return lines
}

const sheetNames = (part: readonly Uint8Array[] | undefined): string[] => {
  const names: string[] = []
  read(part, (parser) =>
    parser.on(
      'opentag',
      ({ name, attributes }) => void (name === 'sheet' && names.push(String(attributes.name))),
    ),
  )
  return names
}

/** The sheet asked for, or the first that holds anything, with its name. Numbers stay as they stand in the file: `7` is not `007`. */
export const readXlsx = async (
  chunks: AsyncIterable<Uint8Array>,
  wanted?: string,
): Promise<{ sheetName: string; sheets: string[]; lines: Line[] }> => {
  const parts = await unpack(chunks)
  const names = sheetNames(parts.get('xl/workbook.xml'))
  const strings = sharedStrings(parts.get('xl/sharedStrings.xml'))
  const dates = dateStyles(parts.get('xl/styles.xml'))
  if (names.length === 0) throw broken()
  for (const [at, sheetName] of names.entries()) {
    if (wanted !== undefined && sheetName !== wanted) continue
    const part = parts.get(`xl/worksheets/sheet${at + 1}.xml`)
    const lines = part ? sheetLines(part, strings, dates) : []
    if (lines.length > 0) return { sheetName, sheets: names, lines }
  }
  throw new SheetRefusal('データの入ったシートがありません。', 'No sheet holds any data.')
}
