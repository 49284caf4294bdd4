import { burnRecoveryCode } from '../mfa/items.ts'
import { mustBeGood } from '../password/quality.ts'
import type { Call, Operation } from '../runtime/call.ts'
import { clearCookie } from '../runtime/cookies.ts'
import { Problem } from '../runtime/problem.ts'
import { sessionKey } from '../runtime/standing.ts'
import { continueWith, type Entrance } from './begin.ts'
import { type House, houseNamed, houseOfActor } from './house.ts'
import * as items from './items.ts'
import { refreshed } from './refresh.ts'
import { nobody, sought } from './sought.ts'
import { whoIs } from './who.ts'

const failed = async (call: Call, { house, member, normal }: Entrance) => {
  await Promise.all([
    items.countFailure(house, normal, call.now),
    call.commit([], { actor: 'visitor', subject: member.memberId, outcome: 'refused' }),
  ])
}

export const start: Operation<'session.start'> = async (call, input) => {
  const { house, normal } = await sought(input.company, input.userId)
  call.enter(house)
  const [known, lock] = await Promise.all([
    house.table.get(items.idKey(house, normal)),
    items.readLock(house, normal),
  ])
  // The lock holds for IDs that nobody has as well, so telling of it tells nothing; guessing on is then worthless.
  if (items.isLocked(lock, call.now)) throw new Problem('locked')
  const member = (known as unknown as items.IdRow | undefined) ?? nobody(normal)
  const entrance = { house, member, normal, lock }
  const got = await house.identity.start(member.memberId, input.password)
  if (got.kind === 'refused') {
    await failed(call, entrance)
    throw new Problem('credentials')
  }
  return continueWith(call, entrance, got, ['password'])
}

/** Takes up a sign-in where its ticket says it waits. */
const resume = async (call: Call, ticket: string, challenge: items.Waiting['challenge']) => {
  const house = await houseNamed(items.houseNameOf(ticket))
  if (!house) throw new Problem('ticketOver')
  call.enter(house)
  const waiting = await items.readWaiting(house, ticket, call.now)
  if (waiting?.challenge !== challenge) throw new Problem('ticketOver')
  const { normal } = waiting
  const [member, lock] = await Promise.all([
    house.table.get(items.idKey(house, normal)),
    items.readLock(house, normal),
  ])
  if (member?.memberId !== waiting.memberId) throw new Problem('ticketOver')
  if (items.isLocked(lock, call.now)) throw new Problem('locked')
  return { waiting, entrance: { house, member: member as unknown as items.IdRow, normal, lock } }
}

/** Six digits answer the authenticator; anything else is taken for a recovery code. */
export const factor: Operation<'session.factor'> = async (call, input) => {
  const { waiting, entrance } = await resume(call, input.ticket, 'SOFTWARE_TOKEN_MFA')
  const { house, member } = entrance
  const code = input.code.normalize('NFKC').replace(/[\s-]/g, '')
  const isTotp = /^\d{6}$/.test(code)
  const got = isTotp
    ? await house.identity.respond(member.memberId, waiting.session, 'SOFTWARE_TOKEN_MFA', code)
    : await recovered(house, member, code, input.password)
  if (got.kind === 'refused') {
    await failed(call, entrance)
    throw new Problem(got.why === 'over' ? 'ticketOver' : 'wrongCode')
  }
  await items.forgetWaiting(house, input.ticket)
  return continueWith(call, entrance, got, [...waiting.factors, isTotp ? 'totp' : 'recovery'])
}

/**
 * A recovery code lets its owner in once, to set up a new authenticator. The pool's demand for a code is lifted only
 * between two calls, so the password alone never suffices; the password is tried first, lest a slip of the finger burn
 * a code.
 */
const recovered = async (house: House, member: items.IdRow, code: string, password: string | undefined) => {
  const refused = { kind: 'refused', why: 'code' } as const
  const { memberId } = member
  if (password === undefined) return refused
  if ((await house.identity.start(memberId, password)).kind === 'refused') return refused
  if (!(await burnRecoveryCode(house, memberId, code))) return refused
  await house.identity.preferTotp(memberId, false)
  try {
    return await house.identity.start(memberId, password)
  } finally {
    await house.identity.preferTotp(memberId, true)
  }
}

export const password: Operation<'session.password'> = async (call, input) => {
  const { waiting, entrance } = await resume(call, input.ticket, 'NEW_PASSWORD_REQUIRED')
  const { house, member } = entrance
  mustBeGood(input.password, member)
  const got = await house.identity.respond(
    member.memberId,
    waiting.session,
    'NEW_PASSWORD_REQUIRED',
    input.password,
  )
  if (got.kind === 'refused') throw new Problem(got.why === 'password' ? 'weakPassword' : 'ticketOver')
  await items.forgetWaiting(house, input.ticket)
  return continueWith(call, entrance, got, waiting.factors)
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
  await call.commit([], { detail: { everywhere } })
  if (everywhere) await house.identity.signOutEverywhere(id)
  if (everywhere) await items.endSessions(house, id)
  else await house.table.remove(sessionKey(call.owner, session))
  call.cookie(clearCookie(house.realm))
  return {}
}
