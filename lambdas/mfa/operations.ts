import type { Call, Operation } from '../runtime/call.ts'
import { Problem } from '../runtime/problem.ts'
import { hasSecondFactor, sessionKey } from '../runtime/standing.ts'
import { change } from '../runtime/step.ts'
import { houseOfActor } from '../session/house.ts'
import { newRecoveryCodes } from './items.ts'

const tokenOf = (call: Call) => {
  if (call.actor.kind === 'visitor' || !call.token) throw new Problem('signedOut')
  return { token: call.token, id: call.actor.id, session: call.actor.session }
}

/** Whoever already has an authenticator shows it (at sign-in) before setting up another. */
const mayEnrol = async (call: Call) => {
  const { profile, session } = await call.me()
  if (profile.totp === true && !hasSecondFactor(session.factors) && !session.factors.includes('recovery'))
    throw new Problem('factorNeeded')
  return profile
}

export const begin: Operation<'mfa.begin'> = async (call) => {
  const { token } = tokenOf(call)
  const profile = await mayEnrol(call)
  const secret = await houseOfActor(call.actor).identity.associate(token)
  const label = encodeURIComponent(`Kizuki:${profile.userId}`)
  return { secret, uri: `otpauth://totp/${label}?secret=${secret}&issuer=Kizuki` }
}

export const confirm: Operation<'mfa.confirm'> = async (call, input) => {
  const { token, id, session } = tokenOf(call)
  await mayEnrol(call)
  const house = houseOfActor(call.actor)
  const code = input.code.normalize('NFKC').replace(/\s/g, '')
  // The pool takes six digits alone for a code; anything else it calls a malformed request.
  if (!/^\d{6}$/.test(code) || !(await house.identity.verifyTotp(token, code))) throw new Problem('wrongCode')
  await house.identity.preferTotp(id, true)
  const recoveryCodes = await newRecoveryCodes(house, id)
  await call.commit([change({ pk: call.owner, sk: 'PROFILE' }, { set: { totp: true } }, [['pk', 'exists']])])
  await house.table.change(
    sessionKey(call.owner, session),
    { set: { factors: ['password', 'totp'], steppedUpAt: call.now } },
    [['pk', 'exists']],
  )
  return { recoveryCodes }
}

export const renew: Operation<'mfa.renew'> = async (call) => {
  const { id } = tokenOf(call)
  const { session } = await call.me()
  if (!hasSecondFactor(session.factors)) throw new Problem('factorNeeded')
  const recoveryCodes = await newRecoveryCodes(houseOfActor(call.actor), id)
  await call.commit([])
  return { recoveryCodes }
}
