/** A TrueType font as a PDF needs it. Glyph numbers stay; glyphs that are not used are emptied. */
export interface Font {
  readonly unitsPerEm: number
  readonly ascent: number
  readonly descent: number
  readonly box: readonly number[]
  /** The glyph of a character, 0 where the font lacks it. */
  glyph(character: string): number
  /** Advance in thousandths of the size. */
  width(glyph: number): number
  /** A font file with the outlines of `used` alone. */
  subset(used: ReadonlySet<number>): Uint8Array
}

interface Table {
  readonly offset: number
  readonly length: number
}

/** `cmap` subtable of format 12 (all of Unicode), else format 4. */
const glyphLookup = (data: DataView, cmap: number): ((code: number) => number) => {
  const count = data.getUint16(cmap + 2)
  const subtables = Array.from({ length: count }, (_, i) => cmap + data.getUint32(cmap + 8 + i * 8))
  const full = subtables.find((at) => data.getUint16(at) === 12)
  if (full !== undefined) {
    const groups = data.getUint32(full + 12)
    return (code) => {
      let [low, high] = [0, groups - 1]
      while (low <= high) {
        const middle = (low + high) >> 1
        const at = full + 16 + middle * 12
        if (code < data.getUint32(at)) high = middle - 1
        else if (code > data.getUint32(at + 4)) low = middle + 1
        else return data.getUint32(at + 8) + code - data.getUint32(at)
      }
      return 0
    }
  }
  const basic = subtables.find((at) => data.getUint16(at) === 4)
  if (basic === undefined) throw new Error('the font has no table of characters')
  const segments = data.getUint16(basic + 6) / 2
  return (code) => {
    for (let i = 0; i < segments; i++) {
      const [end, start] = [
        data.getUint16(basic + 14 + i * 2),
        data.getUint16(basic + 16 + (segments + i) * 2),
      ]
      if (code > end || code < start) continue
      const delta = data.getUint16(basic + 16 + (2 * segments + i) * 2)
      const at = basic + 16 + (3 * segments + i) * 2
      const range = data.getUint16(at)
      const glyph = range === 0 ? code : data.getUint16(at + range + (code - start) * 2)
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff
    }
    return 0
  }
}

/** Glyphs that a composite glyph is put together from (OpenType, `glyf`). */
const partsOf = (data: DataView, at: number): number[] => {
  if (data.getInt16(at) >= 0) return []
  const parts: number[] = []
  let p = at + 10
  for (;;) {
    const flags = data.getUint16(p)
    parts.push(data.getUint16(p + 2))
    p += 4 + (flags & 1 ? 4 : 2) + (flags & 8 ? 2 : flags & 64 ? 4 : flags & 128 ? 8 : 0)
    if (!(flags & 32)) return parts
  }
}

const checksum = (bytes: Buffer) => {
  let sum = 0
  for (let i = 0; i < bytes.length; i += 4) sum = (sum + bytes.readUInt32BE(i)) >>> 0
  return sum
}
const padded = (bytes: Uint8Array) => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)])

const fileOf = (tables: readonly (readonly [string, Uint8Array])[]) => {
  const head = Buffer.alloc(12 + tables.length * 16)
  const power = 2 ** Math.floor(Math.log2(tables.length))
  head.writeUInt32BE(0x00010000, 0)
  head.writeUInt16BE(tables.length, 4)
  head.writeUInt16BE(power * 16, 6)
  head.writeUInt16BE(Math.log2(power), 8)
  head.writeUInt16BE((tables.length - power) * 16, 10)
  let offset = head.length
  const bodies = tables.map(([tag, bytes], i) => {
    const body = padded(bytes)
    head.write(tag, 12 + i * 16, 'latin1')
    head.writeUInt32BE(checksum(body), 16 + i * 16)
    head.writeUInt32BE(offset, 20 + i * 16)
    head.writeUInt32BE(bytes.length, 24 + i * 16)
    offset += body.length
    return body
  })
  return Buffer.concat([head, ...bodies])
}

/** Reads a TrueType font (`glyf` outlines; OpenType 1.9). */
export const readFont = (bytes: Uint8Array): Font => {
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const tables = new Map<string, Table>()
  for (let i = 0; i < data.getUint16(4); i++) {
    const at = 12 + i * 16
    tables.set(Buffer.from(bytes.subarray(at, at + 4)).toString('latin1'), {
      offset: data.getUint32(at + 8),
      length: data.getUint32(at + 12),
    })
  }
  const at = (tag: string) => {
    const table = tables.get(tag)
    if (!table) throw new Error(`the font has no ${tag}`)
    return table.offset
  }
  const part = (tag: string) => bytes.subarray(at(tag), at(tag) + (tables.get(tag)?.length ?? 0))
  const [head, hhea, maxp, hmtx, loca, glyf] = ['head', 'hhea', 'maxp', 'hmtx', 'loca', 'glyf'].map(at) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const unitsPerEm = data.getUint16(head + 18)
  const long = data.getInt16(head + 50) === 1
  const glyphs = data.getUint16(maxp + 4)
  const metrics = data.getUint16(hhea + 34)
  const place = (glyph: number) =>
    long ? data.getUint32(loca + glyph * 4) : data.getUint16(loca + glyph * 2) * 2
  const lookup = glyphLookup(data, at('cmap'))
  const scaled = (units: number) => Math.round((units * 1000) / unitsPerEm)

  return {
    unitsPerEm,
    ascent: scaled(data.getInt16(hhea + 4)),
    descent: scaled(data.getInt16(hhea + 6)),
    box: [36, 38, 40, 42].map((i) => scaled(data.getInt16(head + i))),
    glyph: (character) => lookup(character.codePointAt(0) ?? 0),
    width: (glyph) => scaled(data.getUint16(hmtx + Math.min(glyph, metrics - 1) * 4)),
    subset(used) {
      const kept = new Set([0, ...used])
      for (const glyph of kept)
        if (place(glyph + 1) > place(glyph))
          for (const one of partsOf(data, glyf + place(glyph))) kept.add(one)
      const outlines: Uint8Array[] = []
      const places = Buffer.alloc((glyphs + 1) * 4)
      let offset = 0
      for (let glyph = 0; glyph < glyphs; glyph++) {
        places.writeUInt32BE(offset, glyph * 4)
        if (!kept.has(glyph)) continue
        const outline = padded(bytes.subarray(glyf + place(glyph), glyf + place(glyph + 1)))
        outlines.push(outline)
        offset += outline.length
      }
      places.writeUInt32BE(offset, glyphs * 4)
      const newHead = Buffer.from(part('head'))
      newHead.writeInt16BE(1, 50)
      return fileOf([
        ['glyf', Buffer.concat(outlines)],
        ['head', newHead],
        ['hhea', part('hhea')],
        ['hmtx', part('hmtx')],
        ['loca', places],
        ['maxp', part('maxp')],
      ])
    },
  }
}
