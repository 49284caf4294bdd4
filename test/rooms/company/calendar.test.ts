import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isCode, normalCode } from '../../../lambdas/company/code.ts'
import { firstDayOf, fiscalYearAt, fiscalYearOn, lastDayOf } from '../../../lambdas/company/fiscal-year.ts'
import { addDays, dayOf, daysBetween, endOf, inTokyo, startOf } from '../../../lambdas/runtime/tokyo.ts'

describe('年度', () => {
  test.each([
    ['31 March 23:59 JST still belongs to the old 年度', '2027-03-31T14:59:59.999Z', 4, 2026],
    ['1 April 00:00 JST begins the new one', '2027-03-31T15:00:00.000Z', 4, 2027],
    ['a 年度 from January is the calendar year', '2026-12-31T14:59:00.000Z', 1, 2026],
    ['New Year comes to Tokyo nine hours early', '2026-12-31T15:00:00.000Z', 1, 2027],
    ['a 年度 from October', '2026-09-30T15:00:00.000Z', 10, 2026],
  ])('%s', (_, instant, start, year) => {
    expect(fiscalYearAt(instant, start)).toBe(year)
  })
  test.each([
    [2026, 4, '2026-04-01', '2027-03-31'],
    [2027, 3, '2027-03-01', '2028-02-29'],
    [2026, 1, '2026-01-01', '2026-12-31'],
  ])('年度 %i from month %i runs from %s to %s', (year, start, first, last) => {
    expect([firstDayOf(year, start), lastDayOf(year, start)]).toEqual([first, last])
  })
  test('every day belongs to exactly one 年度, whose first and last day enclose it', () => {
    const day = fc
      .date({ min: new Date('2020-01-01'), max: new Date('2039-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10))
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 12 }), (on, start) => {
        const year = fiscalYearOn(on, start)
        expect(firstDayOf(year, start) <= on && on <= lastDayOf(year, start)).toBe(true)
        expect(fiscalYearOn(addDays(lastDayOf(year, start), 1), start)).toBe(year + 1)
      }),
    )
  })
})

describe('Tokyo time', () => {
  test('a day lasts from 15:00 UTC to 15:00 UTC', () => {
    expect([startOf('2026-04-01'), endOf('2026-04-01')]).toEqual([
      '2026-03-31T15:00:00.000Z',
      '2026-04-01T15:00:00.000Z',
    ])
    expect(dayOf('2026-04-01T14:59:59.999Z')).toBe('2026-04-01')
    expect(dayOf('2026-04-01T15:00:00.000Z')).toBe('2026-04-02')
  })
  test('is written with its offset', () => {
    expect(inTokyo('2026-11-24T01:02:03.000Z')).toBe('2026-11-24T10:02:03+09:00')
  })
  test('days are counted over leap days and month ends', () => {
    expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2)
    expect(daysBetween('2026-11-24', '2026-11-23')).toBe(-1)
  })
})

describe('company codes', () => {
  test.each(['acme', 'a1b2', 'mirai-shoji', 'abcdefghij0123456789'])('%s is one', (code) =>
    expect(isCode(code)).toBe(true),
  )
  test.each([
    'abc',
    '1abc',
    'a--bc',
    'abc-',
    '-abc',
    'ab_cd',
    'operators',
    'abcdefghij01234567890',
    'ＡＢＣＤ',
  ])('%s is none', (code) => expect(isCode(code)).toBe(false))
  test('any case and width may be typed', () => expect(normalCode(' Ｍｉｒａｉ－Shoji ')).toBe('mirai-shoji'))
})
