import { numberText, type Shown, stylesShown } from './number-shown.ts'
import type { Line } from './read-text.ts'
import { local, readXml, sharedStrings, unescaped } from './read-xml.ts'
import { SheetRefusal } from './refusal.ts'
import { broken, type Part, unpack } from './unpack.ts'

/** Columns beyond are no roster's. */
const MAX_COLUMNS = 200

const column = (ref: string) =>
  [...ref.replace(/\d+/g, '')].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0) - 1

const sheetLines = (part: Part, strings: readonly string[], styles: ReadonlyMap<number, Shown>): Line[] => {
  const lines: Line[] = []
  let cells: string[] = []
  let line = 0
  let cell = { at: 0, type: '', style: 0, text: '' }
  let inValue = false
  let inReading = false
  const textOf = () => {
    if (cell.type === 's') return strings[Number(cell.text)] ?? ''
    return cell.type === 'n' ? numberText(cell.text, styles.get(cell.style)) : unescaped(cell.text)
  }
  readXml(part, (parser) => {
    parser.on('opentag', ({ name: tag, attributes }) => {
      const name = local(tag)
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
      if (name === 'rPh') inReading = true
      inValue = name === 'v' || (name === 't' && !inReading)
    })
    parser.on('text', (text) => {
      if (inValue) cell.text += text
    })
    parser.on('closetag', ({ name: tag }) => {
      const name = local(tag)
      if (name === 'v' || name === 't') inValue = false
      if (name === 'rPh') inReading = false
      if (name === 'c' && cell.at >= 0 && cell.at < MAX_COLUMNS) {
        while (cells.length < cell.at) cells.push('')
        cells[cell.at] = textOf()
      }
      if (name === 'row' && cells.some((text) => text !== '')) lines.push({ line, cells })
    })
  })
  return lines
}

interface Tab {
  readonly name: string
  readonly part: Part | undefined
}

/** The sheets that are shown, in the order of their tabs; which part holds one stands in the relations. */
const tabsOf = (parts: ReadonlyMap<string, Part>): Tab[] => {
  const targets = new Map<string, string>()
  readXml(parts.get('xl/_rels/workbook.xml.rels'), (parser) =>
    parser.on('opentag', ({ name, attributes }) => {
      if (local(name) === 'Relationship')
        targets.set(String(attributes.Id), String(attributes.Target).replace(/^\/?(?:xl\/)?/, 'xl/'))
    }),
  )
  const tabs: Tab[] = []
  readXml(parts.get('xl/workbook.xml'), (parser) =>
    parser.on('opentag', ({ name, attributes }) => {
      if (local(name) !== 'sheet' || (attributes.state ?? 'visible') !== 'visible') return
      const target = targets.get(String(attributes['r:id'])) ?? `xl/worksheets/sheet${tabs.length + 1}.xml`
      tabs.push({ name: String(attributes.name), part: parts.get(target) })
    }),
  )
  return tabs
}

/** The sheet asked for, or the first that holds anything; with the names of all that are shown. */
export const readXlsx = async (
  chunks: AsyncIterable<Uint8Array>,
  wanted?: string,
): Promise<{ sheetName: string; sheets: string[]; lines: Line[] }> => {
  const parts = await unpack(chunks)
  const tabs = tabsOf(parts)
  if (tabs.length === 0) throw broken()
  const strings = sharedStrings(parts.get('xl/sharedStrings.xml'))
  const styles = stylesShown(parts.get('xl/styles.xml'))
  for (const { name, part } of tabs) {
    if (wanted !== undefined && name !== wanted) continue
    const lines = part ? sheetLines(part, strings, styles) : []
    if (lines.length > 0) return { sheetName: name, sheets: tabs.map((tab) => tab.name), lines }
  }
  throw new SheetRefusal('データの入ったシートがありません。', 'No sheet holds any data.')
}
