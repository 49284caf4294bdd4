import { afterEach, beforeEach, expect, test } from 'vitest'
import { clock, MINUTE } from '../../../lambdas/runtime/clock.ts'
import { held } from '../../../lambdas/runtime/held.ts'

const real = clock.source
let now = 0
beforeEach(() => {
  clock.source = () => now
})
afterEach(() => {
  clock.source = real
})

/** A row that says how often it was read. */
const counted = (read: (times: number) => number | undefined) => {
  let times = 0
  return held(2, async () => {
    times += 1
    return read(times)
  })
}

test('a row is read once a minute, however many ask', async () => {
  const rows = counted((times) => times)
  expect(await Promise.all([rows.get('a'), rows.get('a')])).toEqual([1, 1])
  now += MINUTE - 1
  expect(await rows.get('a')).toBe(1)
  now += 1
  expect(await rows.get('a')).toBe(2)
})

test('what is not there yet is asked again at once', async () => {
  const rows = counted((times) => (times > 1 ? times : undefined))
  expect(await rows.get('a')).toBeUndefined()
  expect(await rows.get('a')).toBe(2)
})

test('a failed reading is not held', async () => {
  const rows = counted((times) => {
    if (times === 1) throw new Error('the table does not answer')
    return times
  })
  await expect(rows.get('a')).rejects.toThrow('does not answer')
  expect(await rows.get('a')).toBe(2)
})
