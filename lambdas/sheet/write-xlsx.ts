import { Zip, ZipDeflate } from 'fflate'
import type { About, Rows } from './write.ts'

// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has no way to hold them
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g
/** `_x000D_` would be read as a line end, so its underscore is escaped (ECMA-376, ST_Xstring). */
const xml = (text: string) =>
  text
    .toWellFormed()
    .replace(CONTROL, '')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[<>&"]/g, (c) => `&#${c.charCodeAt(0)};`)
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'

const FIXED: Record<string, string> = {
  '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="一覧" sheetId="1" r:id="rId1"/><sheet name="この帳票について" sheetId="2" r:id="rId2"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Yu Gothic"/></font><font><b/><sz val="11"/><name val="Yu Gothic"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>`,
}

/** Every cell is text: nothing can run, and `007` stays `007`. */
const row = (cells: readonly string[], style = 0) =>
  `<row>${cells.map((cell) => `<c t="inlineStr" s="${style}"><is><t xml:space="preserve">${xml(cell)}</t></is></c>`).join('')}</row>`
const sheetStart = (columns: number) =>
  `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="${Math.max(1, columns)}" width="18" customWidth="1"/></cols><sheetData>`
const SHEET_END = '</sheetData></worksheet>'

/** An XLSX as a stream of zip chunks: one page of rows is in memory at a time. */
export async function* xlsxChunks(
  header: readonly string[],
  rows: Rows,
  about: About,
): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = []
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    ready.push(chunk)
  })
  const flush = () => {
    const out = ready
    ready = []
    return out
  }
  const entry = (name: string) => {
    const file = new ZipDeflate(name, { level: 3 })
    zip.add(file)
    return (text: string, last = false) => file.push(Buffer.from(text), last)
  }
  for (const [name, body] of Object.entries(FIXED)) entry(name)(`${HEAD}${body}`, true)
  const list = entry('xl/worksheets/sheet1.xml')
  list(sheetStart(header.length) + row(header, 1))
  for await (const page of rows) {
    if (page.length > 0) list(page.map((cells) => row(cells)).join(''))
    yield* flush()
  }
  list(SHEET_END, true)
  entry('xl/worksheets/sheet2.xml')(
    sheetStart(2) +
      about()
        .map((pair) => row(pair))
        .join('') +
      SHEET_END,
    true,
  )
  zip.end()
  yield* flush()
}
