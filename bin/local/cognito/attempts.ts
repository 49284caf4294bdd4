import type { Pool } from './pools.ts'
import { notAuthorized } from './refusal.ts'
import { isPassword, type User, type Users } from './users.ts'

const FREE = 5
const LONGEST_MS = 15 * 60_000
const FORGOTTEN_MS = 15 * 60_000

/**
 * Judges a password as Cognito does: from the fifth wrong one on it answers nobody for a second, two, four … up to 15
 * minutes, whatever is typed meanwhile; what is typed meanwhile does not count. 15 quiet minutes, or the right one, begin anew.
 */
export const judgePassword = (users: Users, pool: Pool, user: User, password: string, now: number): User => {
  if ((user.barredUntil ?? 0) > now) throw notAuthorized('Password attempts exceeded')
  const { failures = 0, failedAt = 0, barredUntil: _, ...rest } = user
  if (isPassword(user, password)) {
    if (failures === 0) return user
    const { failures: _f, failedAt: _a, barredUntil: _b, ...clean } = user
    return users.save(pool, clean)
  }
  const count = now - failedAt > FORGOTTEN_MS ? 1 : failures + 1
  const bar = count < FREE ? {} : { barredUntil: now + Math.min(1000 * 2 ** (count - FREE), LONGEST_MS) }
  users.save(pool, { ...rest, failures: count, failedAt: now, ...bar })
  throw notAuthorized()
}
