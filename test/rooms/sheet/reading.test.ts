import { randomBytes } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import { zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { toShiftJis } from '../../../lambdas/sheet/shift-jis.ts'
import { readWhole, refusalOf, workbook } from '../../world/workbook.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')
const TEXT = 'ユーザーID,氏名\r\na1,髙﨑 ①\r\n'
const cellsOf = async (bytes: Uint8Array) => (await readWhole(bytes)).cells

describe('the encoding is found by the content', () => {
  test.each<[string, Uint8Array, string]>([
    ['UTF-8', utf8(TEXT), 'utf-8'],
    ['UTF-8 with BOM', utf8(`\uFEFF${TEXT}`), 'utf-8'],
    ['CP932', toShiftJis(TEXT), 'shift_jis'],
    ['UTF-16 with BOM', utf16(TEXT), 'utf-16le'],
    ['UTF-16 big endian', utf16(TEXT).swap16(), 'utf-16be'],
  ])('%s', async (_, bytes, encoding) => {
    const read = await readWhole(bytes)
    expect(read).toMatchObject({ encoding, format: 'csv' })
    expect(read.cells).toEqual([
      ['ユーザーID', '氏名'],
      ['a1', '髙﨑 ①'],
    ])
  })
  test('a character may be cut by a piece of the stream', async () => {
    for (let size = 1; size < 9; size++)
      expect((await readWhole(utf8(TEXT), size)).cells[1]).toEqual(['a1', '髙﨑 ①'])
  })
})

describe('lines of a text', () => {
  test('a line end may be LF, CR LF or CR; empty lines count and say nothing', async () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const { lines } = await readWhole(utf8(['ID,A', '1,x', '', '2,y', '', ''].join(end)))
      expect(lines.map(({ line, cells }) => [line, cells[0]])).toEqual([
        [1, 'ID'],
        [2, '1'],
        [4, '2'],
      ])
    }
  })
  test('a quoted line end stays in its cell, and later lines keep their numbers', async () => {
    for (const end of ['\n', '\r\n']) {
      const { lines } = await readWhole(utf8(['ID,A', `1,"x${end}y"`, '2,z'].join(end)))
      expect(lines.map(({ line }) => line)).toEqual([1, 2, 4])
      expect(lines[1]?.cells[1]).toBe(`x${end}y`)
    }
  })
  test('tabs in the first line make a TSV, whose quotation marks are a spreadsheet’s only around commas', async () => {
    const read = await readWhole(utf8('ID\t氏名\r\n1\t"山田, 太郎"\r\n2\t"二重"\r\n3\ta"b\r\n'))
    expect(read.format).toBe('tsv')
    expect(read.cells.slice(1).map((cells) => cells[1])).toEqual(['山田, 太郎', '"二重"', 'a"b'])
  })
  test('quotation marks that do not match are refused by their line', async () => {
    expect(await refusalOf(utf8('ID,A\n1,"x"y"\n2,z'))).toContain('2行目の引用符')
  })
})

const row = (r: number, cells: string) => `<row r="${r}">${cells}</row>`
const text = (ref: string, value: string) => `<c r="${ref}" t="inlineStr"><is><t>${value}</t></is></c>`

describe('a workbook', () => {
  test('the first visible sheet with data is read, in the order of the tabs, and the others are named', async () => {
    const read = await readWhole(
      workbook({
        sheets: [
          { name: '控え', part: 'sheet3', rows: row(1, text('A1', '隠れた表')), hidden: true },
          { name: '空', part: 'sheet1', rows: '' },
          { name: '名簿', part: 'sheet2', rows: row(3, text('B3', 'ID')) },
          { name: '退職者', part: 'sheet4', rows: row(1, text('A1', 'x')) },
        ],
      }),
    )
    expect(read).toMatchObject({ format: 'xlsx', sheetName: '名簿', sheets: ['空', '名簿', '退職者'] })
    expect(read.lines).toEqual([{ line: 3, cells: ['', 'ID'] }])
  })
  test.each<[string, string, string]>([
    ['a number without a format stays as it is', '<c r="A1"><v>7</v></c>', '7'],
    ['a number shown with zeros has them', '<c r="A1" s="2"><v>7</v></c>', '000007'],
    ['a date is a date', '<c r="A1" s="1"><v>46113</v></c>', '2026/4/1'],
    ['a shared text comes without its reading', '<c r="A1" t="s"><v>0</v></c>', '髙橋'],
    ['an escaped line end is one', '<c r="A1" t="s"><v>1</v></c>', 'a\nb'],
    ['the result of a formula counts', '<c r="A1" t="str"><f>B1</f><v>007</v></c>', '007'],
    ['a failed formula is told', '<c r="A1" t="e"><v>#N/A</v></c>', '#N/A'],
    ['a namespace prefix changes nothing', '<x:c r="A1"><x:v>1E+05</x:v></x:c>', '1E+05'],
  ])('%s', async (_, cell, expected) => {
    const bytes = workbook({
      sheets: [{ name: 'S', part: 'sheet1', rows: row(1, cell).replace(/<x:/g, '<x:') }],
      strings: ['<t>髙橋</t><rPh><t>タカハシ</t></rPh>', '<t>a_x000A_b</t>'],
      formats: ['yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;', '000000'],
    })
    expect(await cellsOf(bytes)).toEqual([[expected]])
  })
})

/** A zip of one part full of zeros (APPNOTE 4.3.7: local file header). */
const bombOf = (name: string, size: number) => {
  const packed = deflateRawSync(Buffer.alloc(size))
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x04034b50, 0)
  head.writeUInt16LE(20, 4)
  head.writeUInt16LE(8, 8)
  head.writeUInt32LE(packed.length, 18)
  head.writeUInt32LE(size, 22)
  head.writeUInt16LE(name.length, 26)
  return Buffer.concat([head, Buffer.from(name), packed])
}

describe('a hostile file is refused in words', () => {
  const sheet = (rows: string) => ({ sheets: [{ name: 'S', part: 'sheet1', rows }] })
  test.each(['worksheets/sheet1.xml', 'sharedStrings.xml'])('a bomb in xl/%s', async (part) => {
    const bomb = bombOf(`xl/${part}`, 60_000_000)
    expect(bomb.length).toBeLessThan(100_000)
    expect(await refusalOf(bomb)).toContain('大きすぎます')
  })
  test('a bomb is noticed in its first bite, whatever is behind it', async () => {
    const bomb = bombOf('xl/worksheets/sheet1.xml', 60_000_000)
    bomb.fill(0xff, 40_000)
    expect(await refusalOf(bomb)).toContain('大きすぎます')
  })
  test('more parts than any workbook has', async () => {
    const many = Object.fromEntries(Array.from({ length: 600 }, (_, n) => [`x${n}`, new Uint8Array(1)]))
    expect(await refusalOf(zipSync(many))).toContain('読み取れません')
  })
  test('entities of its own (XXE, billion laughs)', async () => {
    const doctype = '<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    expect(await refusalOf(workbook({ ...sheet(row(1, text('A1', 'x'))), doctype }))).toContain(
      '読み取れません',
    )
  })
  test.each<[string, Uint8Array, string]>([
    ['no zip behind the first letters', utf8('PK\u0003\u0004 not a zip at all'), '読み取れません'],
    ['a zip that is no workbook', zipSync({ 'a.txt': utf8('x') }), '読み取れません'],
    ['a zip cut short', workbook(sheet(row(1, text('A1', 'x')))).subarray(0, 200), '読み取れません'],
    ['XML that does not close', workbook(sheet('<row><c>')), '読み取れません'],
    ['an old .xls or a file with a password', Buffer.from('d0cf11e0a1b11ae1', 'hex'), '.xls'],
    [
      'a picture',
      Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(20)]),
      '名簿のファイルではない',
    ],
    ['nothing', new Uint8Array(0), '空です'],
    ['noise', randomBytes(5000).fill(0xff, 100, 200), ''],
  ])('%s', async (_, bytes, words) => expect(await refusalOf(bytes)).toContain(words))
})
