import { deflateSync } from 'node:zlib'
import type { Font } from './font.ts'

/** A4 in points (ISO 216: 210 × 297 mm). */
export const A4 = { width: 595.28, height: 841.89 }
/** Drawn where the font lacks a character: visible, so that somebody asks. */
const SUBSTITUTE = '〓'

export interface Page {
  /** Text with its baseline at `y` from the top, in points. */
  text(x: number, y: number, size: number, text: string): void
  /** A filled rectangle, `y` from the top. */
  fill(x: number, y: number, width: number, height: number, grey?: number): void
  /** A drawing made by `form`, with its upper left corner here. */
  stamp(form: number, x: number, y: number): void
  line(x1: number, y1: number, x2: number, y2: number, width?: number): void
}

const hex = (n: number) => n.toString(16).padStart(4, '0')
const utf16 = (character: string) =>
  [...Array(character.length).keys()].map((i) => hex(character.charCodeAt(i))).join('')

/** A PDF document (ISO 32000) with one embedded font, its text searchable and readable aloud. */
export const newDocument = (font: Font, title: string) => {
  const pages: string[][] = []
  const forms: { size: number; content: string }[] = []
  const characters = new Map<number, string>()
  const lacking = new Set<string>()

  const glyphOf = (character: string) => {
    const own = font.glyph(character)
    if (own !== 0) {
      characters.set(own, character)
      return own
    }
    lacking.add(character)
    const substitute = font.glyph(SUBSTITUTE)
    characters.set(substitute, SUBSTITUTE)
    return substitute
  }
  /** Variation selectors and joiners draw nothing of their own. */
  const visible = (text: string) =>
    [...text].filter((character) => !/^(?:\p{Variation_Selector}|\p{Join_Control})$/u.test(character))
  const n = (value: number) => value.toFixed(2)

  const addPage = (): Page => {
    const content: string[] = []
    pages.push(content)
    const up = (y: number) => A4.height - y
    return {
      text: (x, y, size, text) =>
        void content.push(
          `BT /F ${n(size)} Tf ${n(x)} ${n(up(y))} Td <${visible(text)
            .map((c) => hex(glyphOf(c)))
            .join('')}> Tj ET`,
        ),
      fill: (x, y, width, height, grey = 0) =>
        void content.push(`${grey} g ${n(x)} ${n(up(y + height))} ${n(width)} ${n(height)} re f 0 g`),
      stamp: (at, x, y) =>
        void content.push(`q 1 0 0 1 ${n(x)} ${n(up(y + (forms[at]?.size ?? 0)))} cm /X${at} Do Q`),
      line: (x1, y1, x2, y2, width = 0.5) =>
        void content.push(`${width} w ${n(x1)} ${n(up(y1))} m ${n(x2)} ${n(up(y2))} l S`),
    }
  }
  /** A square drawing of filled cells that many pages use: written once (ISO 32000, form XObjects). */
  const form = (size: number, cells: readonly { x: number; y: number; side: number }[]): number =>
    forms.push({
      size,
      content: cells
        .map(({ x, y, side }) => `${n(x)} ${n(size - y - side)} ${n(side)} ${n(side)} re f`)
        .join('\n'),
    }) - 1

  /** Width of a text in points. */
  const measure = (text: string, size: number) =>
    (visible(text).reduce((sum, c) => sum + font.width(font.glyph(c) || font.glyph(SUBSTITUTE)), 0) * size) /
    1000

  const stream = (data: Uint8Array, more = '') => {
    const packed = deflateSync(data)
    return Buffer.concat([
      Buffer.from(`<< /Length ${packed.length} /Filter /FlateDecode ${more}>>\nstream\n`),
      packed,
      Buffer.from('\nendstream'),
    ])
  }
  const toUnicode = () => {
    const entries = [...characters].map(([glyph, character]) => `<${hex(glyph)}> <${utf16(character)}>`)
    const blocks: string[] = []
    for (let i = 0; i < entries.length; i += 100)
      blocks.push(
        `${Math.min(100, entries.length - i)} beginbfchar\n${entries.slice(i, i + 100).join('\n')}\nendbfchar`,
      )
    return `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /K def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n${blocks.join('\n')}\nendcmap end end`
  }

  return {
    addPage,
    form,
    measure,
    lacking,
    bytes(): Uint8Array {
      const first = 8 + forms.length
      const drawings = forms.map((_, i) => `/X${i} ${8 + i} 0 R`).join(' ')
      const kids = pages.map((_, i) => `${first + i * 2} 0 R`).join(' ')
      const widths = [...characters.keys()]
        .sort((a, b) => a - b)
        .map((glyph) => `${glyph} [${font.width(glyph)}]`)
        .join(' ')
      const file = font.subset(new Set(characters.keys()))
      const name = 'KIZUKI+NotoSansJP-Regular'
      const objects: Buffer[] = [
        Buffer.from(
          `<< /Type /Catalog /Pages 2 0 R /Lang (ja-JP) /ViewerPreferences << /DisplayDocTitle true >> >>`,
        ),
        Buffer.from(`<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`),
        Buffer.from(
          `<< /Type /Font /Subtype /Type0 /BaseFont /${name} /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 7 0 R >>`,
        ),
        Buffer.from(
          `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /${name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /CIDToGIDMap /Identity /FontDescriptor 5 0 R /DW 1000 /W [${widths}] >>`,
        ),
        Buffer.from(
          `<< /Type /FontDescriptor /FontName /${name} /Flags 4 /FontBBox [${font.box.join(' ')}] /ItalicAngle 0 /Ascent ${font.ascent} /Descent ${font.descent} /CapHeight ${font.ascent} /StemV 80 /FontFile2 6 0 R >>`,
        ),
        stream(file, `/Length1 ${file.length} `),
        stream(Buffer.from(toUnicode())),
        ...forms.map(({ size, content }) =>
          stream(Buffer.from(content), `/Type /XObject /Subtype /Form /BBox [0 0 ${n(size)} ${n(size)}] `),
        ),
        ...pages.flatMap((content, i) => [
          Buffer.from(
            `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${A4.width} ${A4.height}] /Resources << /Font << /F 3 0 R >> /XObject << ${drawings} >> >> /Contents ${first + 1 + i * 2} 0 R >>`,
          ),
          stream(Buffer.from(content.join('\n'))),
        ]),
        Buffer.from(`<< /Title <feff${utf16(title)}> /Producer (Kizuki) >>`),
      ]
      const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')]
      let offset = parts[0]?.length ?? 0
      const places = objects.map((object, i) => {
        const whole = Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')])
        parts.push(whole)
        const at = offset
        offset += whole.length
        return `${String(at).padStart(10, '0')} 00000 n \n`
      })
      parts.push(
        Buffer.from(
          `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info ${objects.length} 0 R >>\nstartxref\n${offset}\n%%EOF\n`,
        ),
      )
      return Buffer.concat(parts)
    },
  }
}
export type Document = ReturnType<typeof newDocument>
