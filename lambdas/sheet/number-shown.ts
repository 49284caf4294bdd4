import { local, readXml } from './read-xml.ts'
import type { Part } from './unpack.ts'

/** How a style shows a number: as a date, or filled up with zeros to a width. */
export type Shown = 'date' | { readonly width: number }

/** Built-in formats 14–22, 27–36 and 45–58 are dates (ECMA-376, 18.8.30), and own ones with y or m and d in them. */
const shownBy = (id: number, code: string): Shown | undefined => {
  const isDate =
    (id >= 14 && id <= 22) ||
    (id >= 27 && id <= 36) ||
    (id >= 45 && id <= 58) ||
    /[yYmM].*[dD]/.test(code.replace(/"[^"]*"|\[[^\]]*\]/g, ''))
  if (isDate) return 'date'
  return /^0+$/.test(code) ? { width: code.length } : undefined
}

/** By style: an employee number formatted `000000` is meant with its zeros. */
export const stylesShown = (part: Part | undefined): Map<number, Shown> => {
  const own = new Map<number, string>()
  const styles = new Map<number, Shown>()
  let inXfs = false
  let at = 0
  readXml(part, (parser) => {
    parser.on('opentag', ({ name: tag, attributes }) => {
      const name = local(tag)
      if (name === 'numFmt') own.set(Number(attributes.numFmtId), String(attributes.formatCode))
      if (name === 'cellXfs') inXfs = true
      if (name !== 'xf' || !inXfs) return
      const id = Number(attributes.numFmtId ?? 0)
      const shown = shownBy(id, own.get(id) ?? '')
      if (shown) styles.set(at, shown)
      at++
    })
    parser.on('closetag', ({ name }) => {
      if (local(name) === 'cellXfs') inXfs = false
    })
  })
  return styles
}

/** Days since 1899-12-30 as Excel counts them, as `2026/4/1`. */
const dateText = (serial: number) => {
  const day = new Date(Math.round(serial * 86_400_000) - 2_209_161_600_000)
  return `${day.getUTCFullYear()}/${day.getUTCMonth() + 1}/${day.getUTCDate()}`
}

/** A number as the sheet shows it. Without a format it stays as it stands in the file: `7` is not `007`. */
export const numberText = (raw: string, shown: Shown | undefined): string => {
  if (!shown || raw === '' || !Number.isFinite(Number(raw))) return raw
  if (shown === 'date') return Math.abs(Number(raw)) < 3_000_000 ? dateText(Number(raw)) : raw
  return /^\d+$/.test(raw) ? raw.padStart(shown.width, '0') : raw
}
