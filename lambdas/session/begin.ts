import { MIN_LENGTH } from '../password/quality.ts'
import type { Call } from '../runtime/call.ts'
import { setCookie } from '../runtime/cookies.ts'
import type { SignIn } from '../runtime/identity.ts'
import { Problem } from '../runtime/problem.ts'
import { hasSecondFactor, isPrivileged, limitsOf } from '../runtime/standing.ts'
import { change } from '../runtime/step.ts'
import type { House } from './house.ts'
import { type IdRow, idKey, keepWaiting, sessionItem } from './items.ts'
import { whoIs } from './who.ts'

/** The session a token belongs to (`origin_jti`); the token comes straight from the pool, so it is read, not verified. */
const sessionOf = (access: string) => {
  const { origin_jti } = JSON.parse(Buffer.from(access.split('.')[1] ?? '', 'base64url').toString()) as {
    origin_jti?: string
  }
  if (!origin_jti) throw new Error('an access token without origin_jti')
  return origin_jti
}

/** People out of use are told so only after the right password. */
const mustBeInUse = (house: House, member: IdRow) => {
  if (member.state === 'onLeave') throw new Problem('onLeave')
  if (member.state !== 'active') throw new Problem('credentials')
  if (house.suspended && !member.roles.includes('administrator')) throw new Problem('suspended')
}

/**
 * Signs the person in: audit row, session item with the sealed refresh token, cookie. The audit row comes first and alone,
 * for the pool has signed the person in already, whatever happens to us next.
 */
export const begin = async (
  call: Call,
  house: House,
  member: IdRow,
  normal: string,
  got: SignIn & { kind: 'tokens' },
  factors: readonly string[],
) => {
  mustBeInUse(house, member)
  const { access, refresh } = got.tokens
  const session = sessionOf(access)
  const sealed = await house.seal.close(refresh ?? '')
  const item = sessionItem(house, member, session, factors, sealed, call.now)
  const [, , who] = await Promise.all([
    call.commit([], { actor: member.memberId, session, detail: { factors: factors.join('+') } }),
    house.table.put(item),
    whoIs(house, member, { factors, endsAt: String(item.endsAt) }, call.now),
  ])
  if (!member.signedIn) await firstTime(house, member, normal, call.now)
  call.cookie(setCookie(house.realm, access, limitsOf(member.roles).whole * 60))
  return {
    next: isPrivileged(member.roles) && !hasSecondFactor(factors) ? ('enrol' as const) : ('home' as const),
    who,
  }
}

/** The first sign-in takes the person out of the list 初回ログイン未完了. */
const firstTime = async (house: House, member: IdRow, normal: string, now: string) =>
  house.table.together([
    change(
      { pk: `${house.prefix}U#${member.memberId}`, sk: 'PROFILE' },
      { set: { firstSignedInAt: now }, drop: ['outPk', 'outSk', 'slipUntil'] },
      [['pk', 'exists']],
    ),
    change(idKey(house, normal), { set: { signedIn: true } }, [['pk', 'exists']]),
  ])

/** What the pool's answer means for the person: a next step with its ticket, or the session. */
export const continueWith = async (
  call: Call,
  house: House,
  member: IdRow,
  normal: string,
  got: SignIn,
  factors: readonly string[],
) => {
  if (got.kind === 'tokens') return begin(call, house, member, normal, got, factors)
  if (got.kind === 'refused')
    throw new Problem(
      got.why === 'password' ? 'weakPassword' : got.why === 'code' ? 'wrongCode' : 'ticketOver',
    )
  const ticket = await keepWaiting(
    house,
    { memberId: member.memberId, normal, challenge: got.challenge, session: got.session, factors },
    call.now,
  )
  if (got.challenge === 'SOFTWARE_TOKEN_MFA') return { next: 'totp' as const, ticket }
  return {
    next: 'password' as const,
    ticket,
    minLength: isPrivileged(member.roles) ? MIN_LENGTH.privileged : MIN_LENGTH.learner,
  }
}
