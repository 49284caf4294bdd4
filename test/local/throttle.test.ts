import { expect, test } from 'vitest'
import { throttled } from '../../bin/local/throttle.ts'

const counted = (calls: number, act: () => unknown) => {
  let passed = 0
  for (let i = 0; i < calls; i++)
    try {
      act()
      passed++
    } catch (error) {
      expect((error as Error).name).toBe('TooManyRequestsException')
    }
  return passed
}

test('switched on, Cognito takes 120 sign-ins and 50 new users a second, and as many again in the next', () => {
  let now = 0
  const { verbs, turn } = throttled(
    { AdminInitiateAuth: () => 'in', AdminCreateUser: () => 'made', AdminGetUser: () => 'seen' },
    () => now,
  )
  expect(counted(500, () => verbs.AdminInitiateAuth())).toBe(500)
  turn(true)
  for (const _ of [1, 2]) {
    expect(counted(500, () => verbs.AdminInitiateAuth())).toBe(120)
    expect(counted(500, () => verbs.AdminCreateUser())).toBe(50)
    expect(counted(500, () => verbs.AdminGetUser())).toBe(500)
    now += 1_000
  }
  turn(false)
  expect(counted(500, () => verbs.AdminInitiateAuth())).toBe(500)
})
