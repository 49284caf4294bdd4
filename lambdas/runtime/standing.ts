import * as z from 'zod'
import { DAY, MINUTE, toMs } from './clock.ts'
import type { Line } from './line.ts'
import { Problem } from './problem.ts'
import { type Item, type Key, Refused } from './step.ts'
import type { Table } from './table.ts'

/** What of a person's profile and session decides about a request. */
const Profile = z.looseObject({
  state: z.string(),
  userId: z.string(),
  name: z.string().optional(),
  roles: z.array(z.string()),
})
const Session = z.looseObject({
  factors: z.array(z.string()),
  startedAt: z.string(),
  seenAt: z.string(),
  endsAt: z.string(),
})
export interface Standing {
  readonly profile: z.output<typeof Profile>
  readonly session: z.output<typeof Session>
}

/** Idle and whole length of a session in minutes: shorter for those who see other people's data. */
export const LIMITS = {
  learner: { idle: 60, whole: 12 * 60 },
  privileged: { idle: 30, whole: 8 * 60 },
} as const
export const isPrivileged = (roles: readonly string[]) =>
  roles.includes('administrator') || roles.includes('operator')
export const limitsOf = (roles: readonly string[]) =>
  isPrivileged(roles) ? LIMITS.privileged : LIMITS.learner
export const hasSecondFactor = (factors: readonly string[]) => factors.includes('totp')

/** `seenAt` is written at most every 5 minutes: idleness is judged to that grain, at a write unit each. */
const SEEN_GRAIN = 5 * MINUTE

/** Where a person's session lies. */
export const sessionKey = (owner: string, session: string): Key => ({ pk: owner, sk: `SES#${session}` })

/**
 * Reads profile and session of the caller in one query (they lie side by side) and refuses a session that has ended,
 * idled out or belongs to somebody no longer active. This is what makes a revocation felt at the next request.
 */
export const standingOf = async (
  table: Table,
  owner: string,
  session: string,
  now: string,
  more: { seen?: boolean } = {},
): Promise<Standing> => {
  const key = sessionKey(owner, session)
  const { items } = await table.list({ pk: owner, from: 'PROFILE', to: key.sk })
  const of = (sk: string): Item | undefined => items.find((item) => item.sk === sk)
  const profile = Profile.safeParse(of('PROFILE'))
  const mine = Session.safeParse(of(key.sk))
  if (!profile.success || !mine.success || profile.data.state !== 'active') throw new Problem('signedOut')
  const idleMs = limitsOf(profile.data.roles).idle * MINUTE
  const seenMs = toMs(mine.data.seenAt)
  if (mine.data.endsAt <= now || toMs(now) - seenMs > idleMs) throw new Problem('signedOut')
  if (more.seen !== false && toMs(now) - seenMs > SEEN_GRAIN) {
    await table.change(key, { set: { seenAt: now } }, [['pk', 'exists']]).catch((error) => {
      throw error instanceof Refused ? new Problem('signedOut') : error
    })
  }
  return { profile: profile.data, session: mine.data }
}

/** Refuses visitors at what asks for a session, and operators and members at each other's doors, before anything is read. */
export const mustBelong = ({ door, may }: Line, kind: 'visitor' | 'member' | 'operator') => {
  if (may === 'anyone') return
  if (kind === 'visitor') throw new Problem('signedOut')
  if (door !== 'gate' && (door === 'operator') !== (kind === 'operator')) throw new Problem('notAllowed')
}

/**
 * Refuses who may not. Whoever holds a privileged role must have shown a second factor for everything but setting it up.
 * A suspended company's administrators may still read and download (white paper 4.3); what concerns oneself stays open.
 */
export const mustBeAllowed = (line: Line, { profile, session }: Standing, suspended: boolean) => {
  const { may, effect, evenSuspended } = line
  if (may === 'anyone' || may === 'person') return
  if (isPrivileged(profile.roles) && !hasSecondFactor(session.factors)) throw new Problem('factorNeeded')
  if (may === 'account') return
  if (!profile.roles.includes(may)) throw new Problem('notAllowed')
  const stays = may === 'administrator' && (effect === 'read' || evenSuspended)
  if (suspended && !stays) throw new Problem('suspended')
}

/** When the whole session is over, from its start. */
export const endOfSession = (startedAtMs: number, roles: readonly string[]) =>
  startedAtMs + Math.min(limitsOf(roles).whole * MINUTE, DAY)
