import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { grade, unanswered, wrongOf } from '../../../lambdas/attempt/grade.ts'
import type { Choice } from '../../../lambdas/attempt/items.ts'
import { ordered } from '../../../lambdas/attempt/order.ts'

const ids = (n: number) => Array.from({ length: n }, (_, at) => `q-${at}`)
const key = (n: number, excluded: string[] = []) => ({
  right: Object.fromEntries(ids(n).map((id) => [id, 'a'])),
  excluded,
})
const answers = (n: number, right: number) =>
  Object.fromEntries(ids(n).map((id, at) => [id, at < right ? 'a' : 'b'])) as Record<string, Choice>

describe('only 100 points pass', () => {
  test.each([
    [10, 10, 100, true],
    [10, 9, 90, false],
    [3, 2, 66, false],
    [200, 199, 99, false],
    [300, 299, 99, false],
    [1, 0, 0, false],
  ])('%i questions, %i right: %i points, passed %s', (n, right, score, passed) => {
    expect(grade(ids(n), answers(n, right), key(n))).toEqual({ right, of: n, score, allRight: passed })
  })
  test('採点対象外 counts as right whatever was chosen', () => {
    expect(grade(ids(10), answers(10, 9), key(10, ['q-9'])).allRight).toBe(true)
  })
})

test('the wrong ones and the unanswered ones are told by id', () => {
  expect(wrongOf(ids(3), answers(3, 1), key(3))).toEqual(['q-1', 'q-2'])
  expect(unanswered(ids(3), { 'q-1': 'b' })).toEqual(['q-0', 'q-2'])
})

describe('the order of an attempt', () => {
  const questions = ids(10).map((id) => ({ id, choices: ['a', 'b', 'c', 'd'] }))
  test('follows from its seed alone', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        expect(ordered(questions, seed)).toEqual(ordered(questions, seed))
      }),
    )
  })
  test('holds every question and every choice once', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const shown = ordered(questions, seed)
        expect(shown.map(({ id }) => id).sort()).toEqual(ids(10).sort())
        for (const { choices } of shown) expect([...choices].sort()).toEqual(['a', 'b', 'c', 'd'])
      }),
    )
  })
  test('puts no question in one place much more often than chance would', () => {
    const first = new Map<string, number>()
    for (let seed = 0; seed < 4000; seed++) {
      const id = ordered(questions, seed * 7919)[0]?.id ?? ''
      first.set(id, (first.get(id) ?? 0) + 1)
    }
    for (const count of first.values()) expect(count).toBeGreaterThan(300)
  })
})
