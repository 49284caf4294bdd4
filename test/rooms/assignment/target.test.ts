import { describe, expect, test } from 'vitest'
import { fallsInto, rosterRanges } from '../../../lambdas/assignment/target.ts'
import { newProfile, type Profile } from '../../../lambdas/member/items.ts'

const keys = new Map([
  ['dep_a', '0001.'],
  ['dep_b', '0001.0003.'],
  ['dep_c', '0002.'],
])
const person = (deptKey: string, more: Partial<Profile> = {}): Profile => ({
  ...newProfile({ id: 'mem_1', userId: 'a', normal: 'a', addedAt: '', deptKey }),
  ...more,
})
const departments = (...ids: string[]) => ({ kind: 'departments' as const, ids: ids as `dep_${string}`[] })

describe('who falls into a target', () => {
  test('a department takes in everything below it and nothing beside it', () => {
    expect(fallsInto(departments('dep_a'), person('0001.0003.'), keys)).toBe(true)
    expect(fallsInto(departments('dep_b'), person('0001.'), keys)).toBe(false)
    expect(fallsInto(departments('dep_c'), person('0001.0003.'), keys)).toBe(false)
  })
  test('a department that does not exist takes in nobody', () =>
    expect(fallsInto(departments('dep_x'), person('0001.'), keys)).toBe(false))
  test.each(['onLeave', 'ended'] as const)('somebody %s is not taken in', (state) =>
    expect(fallsInto({ kind: 'everyone' }, person('0001.', { state }), keys)).toBe(false),
  )
  test('an administrator who does not learn is not taken in', () =>
    expect(fallsInto({ kind: 'everyone' }, person('0001.', { roles: ['administrator'] }), keys)).toBe(false))
})

test('nested departments are read once', () => {
  expect(rosterRanges(departments('dep_b', 'dep_a', 'dep_c'), keys)).toEqual(['active#0001.', 'active#0002.'])
})
