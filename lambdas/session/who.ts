import { fromMs, MINUTE, toMs } from '../runtime/clock.ts'
import { hasSecondFactor, isPrivileged, limitsOf } from '../runtime/standing.ts'
import type { House } from './house.ts'

/** An access token lives 30 minutes; the browser asks for the next one 5 minutes before. */
export const TOKEN_MS = 30 * MINUTE
const EARLY_MS = 5 * MINUTE

interface Person {
  readonly userId: string
  readonly name?: string | undefined
  readonly roles: readonly string[]
}

/** What an app must know of the person who is signed in. */
export const whoIs = async (
  house: House,
  person: Person,
  session: { factors: readonly string[]; endsAt: string },
  now: string,
) => {
  const company =
    house.realm === 'member' ? await house.table.get({ pk: `${house.prefix}CO`, sk: 'COMPANY' }) : undefined
  const privileged = isPrivileged(person.roles)
  return {
    ...(company ? { company: { name: String(company.name), code: String(company.code) } } : {}),
    ...(person.name ? { name: person.name } : {}),
    userId: person.userId,
    roles: [...person.roles] as ('learner' | 'manager' | 'administrator' | 'operator')[],
    factors: [...session.factors] as ('password' | 'totp' | 'recovery')[],
    mustEnrol: privileged && !hasSecondFactor(session.factors),
    suspended: house.suspended,
    endsAt: session.endsAt,
    refreshAt: fromMs(toMs(now) + TOKEN_MS - EARLY_MS),
    idleMinutes: limitsOf(person.roles).idle,
    now,
  }
}
