import { describe, expect, test } from 'vitest'
import { mustBeGood } from '../../../lambdas/password/quality.ts'
import { Problem } from '../../../lambdas/runtime/problem.ts'

const learner = { userId: 'a0012345', roles: ['learner'] }
const administrator = { userId: 'kanri01', roles: ['administrator'] }
const isGood = (password: string, person = learner) => {
  try {
    mustBeGood(password, person)
    return true
  } catch (error) {
    if (error instanceof Problem && error.kind === 'weakPassword' && error.fields.length === 1) return false
    throw error
  }
}

describe('a password', () => {
  test.each(['korekara-mainichi', 'つくえのうえのあおいえんぴつ', 'spaces count too', 'xK9#mmmmmmvQ2'])(
    '%s is taken',
    (password) => expect(isGood(password)).toBe(true),
  )
  test.each([
    ['short', 'elevenchars'],
    ['built on the own user ID', 'A0012345-2026'],
    ['one character again and again', 'aaaaaaaaaaaaaaab'],
    ['much used', 'Password1234!!'],
    ['much used with a year behind it', 'himitsuhimitsu2026'],
    ['a keyboard row', '1qaz2wsx3edc'],
  ])('%s is refused with its reason', (_, password) => expect(isGood(password)).toBe(false))
  test('needs 15 characters where other people’s data is seen', () => {
    expect(isGood('midori-no-enpi', administrator)).toBe(false)
    expect(isGood('midori-no-enpitsu', administrator)).toBe(true)
  })
})
