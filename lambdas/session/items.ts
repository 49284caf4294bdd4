import { createHash, randomBytes } from 'node:crypto'
import { epochSeconds, fromMs, MINUTE, plusMs, toMs } from '../runtime/clock.ts'
import { endOfSession, isPrivileged, sessionKey } from '../runtime/standing.ts'
import { type Item, isNew, type Key, Refused, remove } from '../runtime/step.ts'
import { each } from '../runtime/walk.ts'
import type { House } from './house.ts'

const digest = (text: string) => createHash('sha256').update(text).digest('base64url')

/** What sign-in needs of a person, beside the unique user ID, so that one read suffices; kept in step by `member/items.ts`. */
export interface IdRow {
  readonly memberId: string
  readonly userId: string
  readonly state: string
  readonly roles: readonly string[]
  readonly name?: string
  readonly signedIn?: boolean
}
export const idKey = (house: { prefix: string }, normal: string): Key => ({
  pk: `${house.prefix}ID#${normal}`,
  sk: 'ID',
})

/** The lock is the same for IDs that do not exist, so that it tells nothing. */
const lockKey = (house: House, normal: string): Key => ({
  pk: `${house.prefix}LOCK#${digest(normal)}`,
  sk: 'LOCK',
})
const LOCK = { failures: 10, withinMs: 15 * MINUTE, forMs: 15 * MINUTE }

export const isLocked = (lock: Item | undefined, now: string) =>
  typeof lock?.until === 'string' && lock.until > now
export const readLock = (house: House, normal: string) =>
  house.table.get(lockKey(house, normal), { consistent: true })
export const clearLock = (house: House, normal: string) => house.table.remove(lockKey(house, normal))

/** Counts a failure: 10 within 15 minutes lock the ID for 15 minutes. */
export const countFailure = async (house: House, normal: string, now: string) => {
  const key = lockKey(house, normal)
  const windowEnds = plusMs(now, LOCK.withinMs)
  const expiresAt = epochSeconds(windowEnds) + 3600
  try {
    await house.table.change(key, { set: { failures: 1, windowEnds, expiresAt } }, [['pk', 'absent']])
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const stale = typeof error.item?.windowEnds === 'string' && error.item.windowEnds <= now
    const next = stale
      ? await house.table.change(key, { set: { failures: 1, windowEnds, expiresAt }, drop: ['until'] })
      : await house.table.change(key, { add: { failures: 1 } })
    if (Number(next.failures) >= LOCK.failures && !isLocked(next, now))
      await house.table.change(key, { set: { until: plusMs(now, LOCK.forMs), failures: 0, windowEnds: now } })
  }
}

/** A step of sign-in that waits for a code or a new password: the ticket's hash is the key, for 10 minutes. */
export interface Waiting {
  readonly memberId: string
  readonly normal: string
  readonly challenge: 'NEW_PASSWORD_REQUIRED' | 'SOFTWARE_TOKEN_MFA'
  readonly factors: readonly string[]
  readonly session: string
}
const TICKET_MS = 10 * MINUTE
const ticketKey = (house: House, ticket: string): Key => ({
  pk: `${house.prefix}STEP#${digest(ticket)}`,
  sk: 'STEP',
})

export const houseNameOf = (ticket: string) => ticket.slice(0, ticket.indexOf('.'))

export const keepWaiting = async (house: House, waiting: Waiting, now: string): Promise<string> => {
  const ticket = `${house.name}.${randomBytes(24).toString('base64url')}`
  const until = plusMs(now, TICKET_MS)
  await house.table.put(
    { ...ticketKey(house, ticket), ...waiting, until, expiresAt: epochSeconds(until) },
    isNew,
  )
  return ticket
}
export const readWaiting = async (
  house: House,
  ticket: string,
  now: string,
): Promise<Waiting | undefined> => {
  const item = await house.table.get(ticketKey(house, ticket), { consistent: true })
  return item && String(item.until) > now ? (item as unknown as Waiting) : undefined
}
export const forgetWaiting = (house: House, ticket: string) => house.table.remove(ticketKey(house, ticket))

/** The item of a session; the refresh token lies sealed in it. */
export const sessionItem = (
  house: House,
  member: IdRow,
  session: string,
  factors: readonly string[],
  refresh: Uint8Array,
  now: string,
): Item => {
  const endsAt = fromMs(endOfSession(toMs(now), member.roles))
  return {
    ...sessionKey(`${house.prefix}U#${member.memberId}`, session),
    factors,
    startedAt: now,
    seenAt: now,
    endsAt,
    ...(isPrivileged(member.roles) && factors.includes('totp') ? { steppedUpAt: now } : {}),
    refresh,
    expiresAt: epochSeconds(endsAt) + 3600,
  }
}

/** Ends a person's sessions, all or all but one: each screen is out at its next request. */
export const endSessions = async (
  { table, prefix }: Pick<House, 'table' | 'prefix'>,
  memberId: string,
  but?: string,
) => {
  const kept = `SES#${but}`
  for await (const page of each(table, [`${prefix}U#${memberId}`], { begins: 'SES#', consistent: true }))
    for (let at = 0; at < page.length; at += 100) {
      const gone = page.slice(at, at + 100).filter(({ sk }) => sk !== kept)
      if (gone.length > 0) await table.together(gone.map((item) => remove(item)))
    }
}

/** One mail with a link in five minutes for each ID, whether anybody has it or not; false where it was asked too soon. */
const ASK_MS = 5 * MINUTE
export const mayAskAgain = async (house: House, normal: string, now: string): Promise<boolean> => {
  const until = plusMs(now, ASK_MS)
  const item = {
    pk: `${house.prefix}ASK#${digest(normal)}`,
    sk: 'ASK',
    until,
    expiresAt: epochSeconds(until),
  }
  try {
    await house.table.put(item, isNew)
    return true
  } catch (error) {
    if (!(error instanceof Refused) || String(error.item?.until) > now) return false
    await house.table.put(item)
    return true
  }
}
