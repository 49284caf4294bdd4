import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CONTROLS } from '../../lib/controls/ids.ts'
import { matrix } from '../../lib/controls/matrix.ts'
import type { Row } from '../../lib/controls/row.ts'
import { controlsIn, disagreements, provedIds, ROOT, testFiles } from '../world/control-scan.ts'

const ids = Object.keys(CONTROLS)
const read = (file: string) =>
  existsSync(join(ROOT, file)) ? readFileSync(join(ROOT, file), 'utf8') : undefined

describe('the promises of our statement', () => {
  test('every section has one row, every tested row its test and its place in the code', () => {
    expect(disagreements(ids, matrix, provedIds(), read)).toEqual([])
  })

  test('every promise is said once, in Japanese and in English', () => {
    for (const { promise } of matrix) {
      expect(promise.ja).toMatch(/^[^\n]{15,90}。$/)
      expect(promise.en).toMatch(/^[A-Z][^\n]{20,140}\.$/)
    }
    expect(new Set(matrix.map(({ promise }) => promise.ja)).size).toBe(matrix.length)
  })

  test('every row stands in the order of the statement', () => {
    // Integer-like names come first in an object, which is where section 1 stands anyway.
    expect(matrix.map(({ id }) => id)).toEqual(ids)
  })

  test('every file that names a control is one that the suite runs', () => {
    const { include } = { include: 'test/**/*.test.ts' }
    expect(readFileSync(join(ROOT, 'vitest.config.ts'), 'utf8')).toContain(include)
    expect(testFiles().length).toBeGreaterThan(5)
  })
})

describe('specimens that the law must catch', () => {
  const row = (id: string, more: object = { kind: 'notYet' }) =>
    ({ id, share: 'ours', promise: { ja: '', en: '' }, ...more }) as Row
  const tested = (where: string) => ({ kind: 'tested', where: [where] })
  const source = (file: string) => (file === 'lib/a.ts' ? 'export const here = 1' : undefined)
  const found = (rows: Row[], proved: string[]) => disagreements(['1', '2.1'], rows, new Set(proved), source)

  test.each([
    ['a section without a row', [row('1')], [], '2.1 has 0 rows'],
    ['a section with two rows', [row('1'), row('2.1'), row('2.1')], [], '2.1 has 2 rows'],
    ['a row of no section', [row('1'), row('2.1'), row('99')], [], 'row 99 answers no section'],
    ['a test of no section', [row('1'), row('2.1')], ['99'], 'a test proves 99, which is no section'],
    [
      'a tested row without a test',
      [row('1', tested('lib/a.ts#here')), row('2.1')],
      [],
      '1 says tested, and no test proves it',
    ],
    ['a file that is gone', [row('1', tested('lib/b.ts#x')), row('2.1')], ['1'], 'lib/b.ts does not exist'],
    ['a symbol that is gone', [row('1', tested('lib/a.ts#x')), row('2.1')], ['1'], 'lib/a.ts exports no x'],
  ])('%s', (_, rows, proved, message) => {
    expect(found(rows as Row[], proved as string[])).toEqual([message])
  })

  test('rows that agree, one of them not yet whole', () => {
    expect(found([row('1', tested('lib/a.ts#here')), row('2.1')], ['1', '2.1'])).toEqual([])
  })

  test.each([
    ["control('5.7', 'a sentence', () => {})", ['5.7']],
    ["control(\n  ['5.7', '9.1'],\n  'a sentence', () => {})", ['5.7', '9.1']],
    ["// control('5.7', 'commented out', () => {})", []],
    ["/* control('5.7', 'commented out', () => {}) */", []],
    ["describe.skip('x', () => { control('5.7', 'never runs', () => {}) })", []],
    ["uncontrol('5.7', 'another function', () => {})", []],
  ])('%s', (text, expected) => {
    expect(controlsIn(text as string)).toEqual(expected)
  })
})
