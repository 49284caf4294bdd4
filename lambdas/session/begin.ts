import type { SignIn } from '../identity/pool.ts'
import { firstSignInSteps, readProfile } from '../member/items.ts'
import { MIN_LENGTH } from '../password/quality.ts'
import type { Call } from '../runtime/call.ts'
import { setCookie } from '../runtime/cookies.ts'
import { Problem } from '../runtime/problem.ts'
import { hasSecondFactor, isPrivileged, limitsOf, sessionKey } from '../runtime/standing.ts'
import { change, type Item, isThere, Refused } from '../runtime/step.ts'
import { verifyToken } from '../runtime/token.ts'
import { type House, houseOfIssuer } from './house.ts'
import { clearLock, type IdRow, idKey, keepWaiting, sessionItem } from './items.ts'
import { whoIs } from './who.ts'

/** Who is on the way in, and what has been counted against their ID so far. */
export interface Entrance {
  readonly house: House
  readonly member: IdRow
  readonly normal: string
  readonly lock: Item | undefined
}

/** The session a token belongs to (`origin_jti`); the token comes straight from the pool, so it is read, not verified. */
const sessionOf = (access: string) => {
  const { origin_jti } = JSON.parse(Buffer.from(access.split('.')[1] ?? '', 'base64url').toString()) as {
    origin_jti?: string
  }
  if (!origin_jti) throw new Error('an access token without origin_jti')
  return origin_jti
}

const whyNot = ({ house, member }: Entrance) => {
  if (member.state === 'onLeave') return 'onLeave'
  if (member.state !== 'active') return 'credentials'
  return house.suspended && !member.roles.includes('administrator') ? 'suspended' : undefined
}

/** People out of use are told so only after the right password; what the pool gave for it is thrown away. */
const mustBeInUse = async (call: Call, entrance: Entrance) => {
  const why = whyNot(entrance)
  if (!why) return
  const { memberId } = entrance.member
  await call.commit([], { actor: memberId, subject: memberId, outcome: 'refused', detail: { why } })
  throw new Problem(why)
}

/** The person before may still be signed in on this screen: the second sign-in ends the first. */
const endFormer = async (call: Call) => {
  const former = call.token ? await verifyToken(call.token, { expired: true }) : undefined
  if (!former) return
  const house = houseOfIssuer(former.issuer)
  await house.table.remove(sessionKey(`${house.prefix}U#${former.username}`, former.session))
}

const OFTEN = 3

/** Notes the first sign-in; where others change the person at the same moment for too long, the next sign-in notes it. */
const firstTime = async ({ house, member, normal }: Entrance, now: string) => {
  if (house.realm === 'operator')
    return house.table.together([
      change(
        { pk: `${house.prefix}U#${member.memberId}`, sk: 'PROFILE' },
        { set: { firstSignedInAt: now } },
        isThere,
      ),
      change(idKey(house, normal), { set: { signedIn: true } }, isThere),
    ])
  for (let tries = 0; tries < OFTEN; tries++) {
    const before = await readProfile(house.table, member.memberId)
    if (!before || before.firstSignedInAt) return
    try {
      return await house.table.together(firstSignInSteps(house.prefix, before, now))
    } catch (error) {
      if (!(error instanceof Refused)) throw error
    }
  }
}

/**
 * Signs the person in: audit row, session item with the sealed refresh token, cookie. The audit row comes first and alone,
 * for the pool has signed the person in already, whatever happens to us next. Failures are forgotten only here, after every
 * factor: the password alone does not buy a new round of guesses at the code.
 */
const begin = async (
  call: Call,
  entrance: Entrance,
  { tokens: { access, refresh } }: SignIn & { kind: 'tokens' },
  factors: readonly string[],
) => {
  const { house, member, normal, lock } = entrance
  const session = sessionOf(access)
  const sealed = await house.seal.close(refresh ?? '')
  const item = sessionItem(house, member, session, factors, sealed, call.now)
  const [, , who] = await Promise.all([
    call.commit([], { actor: member.memberId, session, detail: { factors: factors.join('+') } }),
    house.table.put(item),
    whoIs(house, member, { factors, endsAt: String(item.endsAt) }, call.now),
    endFormer(call),
    ...(lock ? [clearLock(house, normal)] : []),
  ])
  if (!member.signedIn) await firstTime(entrance, call.now)
  call.cookie(setCookie(house.realm, access, limitsOf(member.roles).whole * 60))
  return {
    next: isPrivileged(member.roles) && !hasSecondFactor(factors) ? ('enrol' as const) : ('home' as const),
    who,
  }
}

/** What the pool's answer means for the person: a next step with its ticket, or the session. */
export const continueWith = async (
  call: Call,
  entrance: Entrance,
  got: Exclude<SignIn, { kind: 'refused' }>,
  factors: readonly string[],
) => {
  await mustBeInUse(call, entrance)
  if (got.kind === 'tokens') return begin(call, entrance, got, factors)
  const { house, member, normal } = entrance
  const { challenge, session } = got
  const waiting = { memberId: member.memberId, normal, challenge, session, factors }
  const ticket = await keepWaiting(house, waiting, call.now)
  if (challenge === 'SOFTWARE_TOKEN_MFA') return { next: 'totp' as const, ticket }
  return {
    next: 'password' as const,
    ticket,
    minLength: isPrivileged(member.roles) ? MIN_LENGTH.privileged : MIN_LENGTH.learner,
  }
}
