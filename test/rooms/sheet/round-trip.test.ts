import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { neutral, plain } from '../../../lambdas/sheet/neutral.ts'
import { asShiftJis, lackingInShiftJis, toShiftJis } from '../../../lambdas/sheet/shift-jis.ts'
import { type Format, sheetChunks } from '../../../lambdas/sheet/write.ts'
import { readWhole } from '../../world/workbook.ts'

const written = async (format: Format, header: string[], rows: string[][]) => {
  async function* pages() {
    yield rows.slice(0, 2)
    yield rows.slice(2)
  }
  const chunks: Uint8Array[] = []
  for await (const chunk of sheetChunks(format, header, pages(), () => [['会社', '株式会社 青空']]))
    chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** A field holds no control characters. */
const isField = (text: string) => text.isWellFormed() && !/[\p{Cc}\uFFFE\uFFFF]/u.test(text)
const cell = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.stringMatching(/^['=+@"-]{1,3}[a-z0-9"', ]{0,6}$/),
    fc.constantFrom(
      '007',
      '=cmd|calc!A1',
      "'=x",
      '-5',
      '+81 3-1234-5678',
      '髙﨑 𠮷男①',
      'ｱｲｳ',
      '〜',
      '_x000D_',
    ),
  )
  .filter((text) => isField(text) && !text.startsWith('\uFEFF'))
/** A roster's cells come back trimmed of nothing, but a line without any cell is no line. */
const table = fc.array(fc.tuple(fc.constantFrom('a1', '007', 'X-9'), cell, cell), {
  minLength: 1,
  maxLength: 5,
})

describe('a table that is written comes back', () => {
  test.each(['csv', 'xlsx'] as const)('%s: every cell as it was', async (format) => {
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const { cells } = await readWhole(await written(format, ['ID', 'A', 'B'], rows))
        expect(cells).toEqual([['ID', 'A', 'B'], ...rows])
      }),
      { numRuns: 150 },
    )
  })
  test('tsv: every cell as it was, but for quotation marks that a spreadsheet would have put there', async () => {
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const quoteless = rows.map((row) => row.map((text) => text.replaceAll('"', '')))
        const { cells, format } = await readWhole(await written('tsv', ['ID', 'A', 'B'], quoteless))
        expect([format, cells]).toEqual(['tsv', [['ID', 'A', 'B'], ...quoteless]])
      }),
      { numRuns: 150 },
    )
  })
  test('csv in Shift_JIS: every cell as Shift_JIS can hold it', async () => {
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const { cells } = await readWhole(await written('csv-sjis', ['識別', 'A', 'B'], rows))
        expect(cells.slice(1)).toEqual(rows.map((row) => row.map(asShiftJis)))
      }),
      { numRuns: 150 },
    )
  })
})

describe('a cell that a spreadsheet would run', () => {
  test.each(['=cmd', '+cmd|x', '-2+3', '@SUM(A1)', '\t=1', '\r=1', "'=1"])('%j gets an apostrophe', (text) =>
    expect(neutral(text)).toBe(`'${text}`),
  )
  test.each(['-5', '+81 3-1234-5678', '-1,234.50', '07', 'a=b', "O'Brien", ''])('%j stays', (text) =>
    expect(neutral(text)).toBe(text),
  )
  test('is told from one that had an apostrophe of its own', () => {
    fc.assert(fc.property(fc.string(), (text) => void expect(plain(neutral(text))).toBe(text)))
    fc.assert(
      fc.property(
        fc.stringMatching(/^['=+@0-9-]{0,6}$/),
        (text) => void expect(plain(neutral(text))).toBe(text),
      ),
    )
  })
})

describe('Shift_JIS', () => {
  const decode = (bytes: Uint8Array) => new TextDecoder('shift_jis').decode(bytes)
  test('holds what Windows-31J holds: 髙﨑①, half-width kana, the wave dash', () => {
    expect(lackingInShiftJis('髙﨑①ｱｲｳ㈱Ⅲ〜～−¢')).toEqual([])
    expect(decode(toShiftJis('髙﨑①ｱｲｳ㈱Ⅲ'))).toBe('髙﨑①ｱｲｳ㈱Ⅲ')
    // The codes of the IBM extensions, as Windows writes them.
    expect(Buffer.from(toShiftJis('髙﨑')).toString('hex')).toBe('fbfcfab1')
  })
  test('names every character that it lacks, once, and writes 〓 for it', () => {
    expect(lackingInShiftJis('𠮷田と𠮷野屋 🍣')).toEqual(['𠮷', '🍣'])
    expect(decode(toShiftJis('𠮷田'))).toBe('〓田')
  })
  test('never changes a character in silence: it is held, a look-alike, or named', () => {
    const LOOK_ALIKES = '〜−‖—¢£¬'
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const lacking = new Set(lackingInShiftJis(text))
        for (const character of text)
          if (!lacking.has(character) && !LOOK_ALIKES.includes(character))
            expect(decode(toShiftJis(character))).toBe(character)
      }),
    )
  })
})
