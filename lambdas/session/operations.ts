import { createHash } from 'node:crypto'
import { normalCode } from '../company/code.ts'
import { normalUserId } from '../member/user-id.ts'
import { burnRecoveryCode } from '../mfa/items.ts'
import { mustBeGood } from '../password/quality.ts'
import type { Call, Operation } from '../runtime/call.ts'
import { clearCookie } from '../runtime/cookies.ts'
import { Problem } from '../runtime/problem.ts'
import { sessionKey } from '../runtime/standing.ts'
import { remove } from '../runtime/step.ts'
import { verifyToken } from '../runtime/token.ts'
import { continueWith } from './begin.ts'
import { type House, houseNamed, houseOfActor, houseOfIssuer, OPERATORS } from './house.ts'
import * as items from './items.ts'
import { refreshed } from './refresh.ts'
import { whoIs } from './who.ts'

/** Somebody nobody is: an unknown ID makes the calls of a known one, in the same order. */
const nobody = (normal: string): items.IdRow => ({
  memberId: `mem_${createHash('sha256').update(normal).digest('hex').slice(0, 26)}`,
  userId: normal,
  state: 'ended',
  roles: ['learner'],
})

/** The person before may still be signed in on this screen: the second sign-in ends the first. */
const endFormer = async (call: Call) => {
  const former = call.token ? await verifyToken(call.token, { expired: true }) : undefined
  if (!former) return
  const house = houseOfIssuer(former.issuer)
  await house.table.remove(sessionKey(`${house.prefix}U#${former.username}`, former.session))
}

const failed = async (call: Call, house: House, member: items.IdRow, normal: string) => {
  await Promise.all([
    items.countFailure(house, normal, call.now),
    call.commit([], { actor: 'visitor', subject: member.memberId, outcome: 'refused' }),
  ])
}

export const start: Operation<'session.start'> = async (call, input) => {
  const house = await houseNamed(input.company === undefined ? OPERATORS : normalCode(input.company))
  if (!house || (input.company !== undefined && house.name === OPERATORS)) throw new Problem('credentials')
  call.enter(house)
  const normal = normalUserId(input.userId)
  const [known, lock] = await Promise.all([
    house.table.get(items.idKey(house, normal)),
    items.readLock(house, normal),
    endFormer(call),
  ])
  // The lock holds for IDs that nobody has as well, so telling of it tells nothing; guessing on is then worthless.
  if (items.isLocked(lock, call.now)) throw new Problem('locked')
  const member = (known as unknown as items.IdRow | undefined) ?? nobody(normal)
  const got = await house.identity.start(member.memberId, input.password)
  if (got.kind === 'refused') {
    await failed(call, house, member, normal)
    throw new Problem('credentials')
  }
  if (lock) await items.clearLock(house, normal)
  return continueWith(call, house, member, normal, got, ['password'])
}

const resume = async (call: Call, ticket: string): Promise<[House, items.Waiting, items.IdRow]> => {
  const house = await houseNamed(items.houseNameOf(ticket))
  if (!house) throw new Problem('ticketOver')
  call.enter(house)
  const waiting = await items.readWaiting(house, ticket, call.now)
  const member = waiting && (await house.table.get(items.idKey(house, waiting.normal)))
  if (!waiting || member?.memberId !== waiting.memberId) throw new Problem('ticketOver')
  if (items.isLocked(await items.readLock(house, waiting.normal), call.now)) throw new Problem('locked')
  return [house, waiting, member as unknown as items.IdRow]
}

/** Six digits answer the authenticator; anything else is taken for a recovery code. */
export const factor: Operation<'session.factor'> = async (call, input) => {
  const [house, waiting, member] = await resume(call, input.ticket)
  if (waiting.challenge !== 'SOFTWARE_TOKEN_MFA') throw new Problem('ticketOver')
  const code = input.code.normalize('NFKC').replace(/[\s-]/g, '')
  const got = /^\d{6}$/.test(code)
    ? await house.identity.respond(member.memberId, waiting.session, 'SOFTWARE_TOKEN_MFA', code)
    : await recovered(house, member, code, input.password)
  if (got.kind === 'refused') {
    await failed(call, house, member, waiting.normal)
    throw new Problem(got.why === 'over' ? 'ticketOver' : 'wrongCode')
  }
  await items.forgetWaiting(house, input.ticket)
  return continueWith(call, house, member, waiting.normal, got, [
    ...waiting.factors,
    /^\d{6}$/.test(code) ? 'totp' : 'recovery',
  ])
}

/**
 * A recovery code lets its owner in once, to set up a new authenticator. The pool's demand for a code is lifted only
 * between two calls, so the password alone never suffices.
 */
const recovered = async (house: House, member: items.IdRow, code: string, password: string | undefined) => {
  const refused = { kind: 'refused', why: 'code' } as const
  if (password === undefined || !(await burnRecoveryCode(house, member.memberId, code))) return refused
  await house.identity.preferTotp(member.memberId, false)
  try {
    return await house.identity.start(member.memberId, password)
  } finally {
    await house.identity.preferTotp(member.memberId, true)
  }
}

export const password: Operation<'session.password'> = async (call, input) => {
  const [house, waiting, member] = await resume(call, input.ticket)
  if (waiting.challenge !== 'NEW_PASSWORD_REQUIRED') throw new Problem('ticketOver')
  mustBeGood(input.password, member)
  const got = await house.identity.respond(
    member.memberId,
    waiting.session,
    'NEW_PASSWORD_REQUIRED',
    input.password,
  )
  const next = await continueWith(call, house, member, waiting.normal, got, waiting.factors)
  await items.forgetWaiting(house, input.ticket)
  return next
}

export const refresh: Operation<'session.refresh'> = (call) => refreshed(call)

export const get: Operation<'session.get'> = async (call) => {
  const { profile, session } = await call.me()
  return whoIs(houseOfActor(call.actor), profile, session, call.now)
}

export const end: Operation<'session.end'> = async (call, { everywhere }) => {
  if (call.actor.kind === 'visitor') throw new Problem('signedOut')
  const { id, session } = call.actor
  const house = houseOfActor(call.actor)
  const mine = everywhere ? await items.sessionsOf(house, id) : [sessionKey(call.owner, session)]
  call.cookie(clearCookie(house.realm))
  // The caller's own session goes last and alone: the transaction checks that it still stands.
  await call.commit([], { detail: { everywhere } })
  await house.table.together(mine.map((key) => remove(key)))
  if (everywhere) await house.identity.signOutEverywhere(id)
  return {}
}
