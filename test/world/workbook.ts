import { zipSync } from 'fflate'
import { readSheet } from '../../lambdas/sheet/read.ts'
import type { Line } from '../../lambdas/sheet/read-text.ts'
import { SheetRefusal } from '../../lambdas/sheet/refusal.ts'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const bytes = (text: string) => new TextEncoder().encode(text)

interface Book {
  /** In the order of their tabs: name, part and the XML of its rows. */
  readonly sheets: readonly { name: string; part: string; rows: string; hidden?: boolean }[]
  readonly strings?: readonly string[]
  /** Format codes of the styles 1, 2, …; style 0 has none. */
  readonly formats?: readonly string[]
  readonly doctype?: string
}

/** A workbook as spreadsheets write it, by hand, so that every oddity can be made. */
export const workbook = ({ sheets, strings = [], formats = [], doctype = '' }: Book): Uint8Array =>
  zipSync({
    'xl/workbook.xml': bytes(
      `<?xml version="1.0"?>${doctype}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets
        .map(
          ({ name, hidden }, at) =>
            `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"${hidden ? ' state="hidden"' : ''}/>`,
        )
        .join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': bytes(
      `<Relationships>${sheets.map(({ part }, at) => `<Relationship Id="rId${at + 1}" Target="worksheets/${part}.xml"/>`).join('')}</Relationships>`,
    ),
    'xl/sharedStrings.xml': bytes(
      `<sst xmlns="${MAIN}">${strings.map((si) => `<si>${si}</si>`).join('')}</sst>`,
    ),
    'xl/styles.xml': bytes(
      `<styleSheet xmlns="${MAIN}"><numFmts>${formats.map((code, at) => `<numFmt numFmtId="${200 + at}" formatCode="${code}"/>`).join('')}</numFmts><cellXfs><xf numFmtId="0"/>${formats.map((_, at) => `<xf numFmtId="${200 + at}"/>`).join('')}</cellXfs></styleSheet>`,
    ),
    ...Object.fromEntries(
      sheets.map(({ part, rows }) => [
        `xl/worksheets/${part}.xml`,
        bytes(`<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData></worksheet>`),
      ]),
    ),
  })

async function* inPieces(whole: Uint8Array, size = 16_384): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < whole.length; at += size) yield whole.subarray(at, at + size)
}

/** Reads a whole file as the dry run does. */
export const readWhole = async (whole: Uint8Array, size?: number) => {
  const { lines, ...sheet } = await readSheet(inPieces(whole, size))
  const found: Line[] = []
  for await (const line of lines) found.push(line)
  return { ...sheet, lines: found, cells: found.map(({ cells }) => cells) }
}

/** The words of the refusal that a file must meet. */
export const refusalOf = async (whole: Uint8Array): Promise<string> => {
  try {
    await readWhole(whole)
  } catch (error) {
    if (error instanceof SheetRefusal) return error.words.ja
    throw error
  }
  throw new Error('the file was taken')
}
