import { voidLinks } from '../link/items.ts'
import { mailSteps } from '../mail/items.ts'
import { normalUserId } from '../member/user-id.ts'
import type { Operation } from '../runtime/call.ts'
import { Problem } from '../runtime/problem.ts'
import { houseOfActor } from '../session/house.ts'
import {
  countFailure,
  endSessions,
  type IdRow,
  idKey,
  isLocked,
  mayAskAgain,
  readLock,
} from '../session/items.ts'
import { sought } from '../session/sought.ts'
import { mustBeGood } from './quality.ts'

const WRONG = {
  words: {
    ja: 'いまのパスワードが違います。入力し直してください。',
    en: 'The present password is wrong. Please enter it again.',
  },
  fields: [{ path: 'current', ja: 'いまのパスワードが違います。', en: 'Wrong password.' }],
}

/** Changes the own password; every other session of the person ends, and no link mailed before works any more. */
const changePassword: Operation<'password.change'> = async (call, { current, next }) => {
  if (call.actor.kind === 'visitor' || !call.token) throw new Problem('signedOut')
  const { id, session } = call.actor
  const house = houseOfActor(call.actor)
  const { profile } = await call.me()
  mustBeGood(next, profile, 'next')
  const normal = normalUserId(profile.userId)
  // A screen left open is no place to guess at the password either.
  if (isLocked(await readLock(house, normal), call.now)) throw new Problem('locked')
  const outcome = await house.identity.changePassword(call.token, current, next)
  if (outcome === 'credentials') {
    await countFailure(house, normal, call.now)
    throw new Problem('credentials', WRONG)
  }
  if (outcome === 'password') throw new Problem('weakPassword')
  await call.commit([])
  await Promise.all([endSessions(house, id, session), voidLinks(house, id)])
  return {}
}

export { changePassword as change }

/** Sends a reset link to the address on file. Answer and calls are the same whoever asks for whom. */
export const forget: Operation<'password.forget'> = async (call, { company, userId }) => {
  const { house, normal } = await sought(company, userId)
  call.enter(house)
  const [known, may] = await Promise.all([
    house.table.get(idKey(house, normal)),
    mayAskAgain(house, normal, call.now),
  ])
  const member = known as unknown as IdRow | undefined
  const order = { template: 'reset' as const, memberId: member?.memberId ?? '', normal }
  const steps =
    may && member?.state === 'active' ? mailSteps(house.prefix, order, call.now, call.newId('mai')) : []
  await call.commit(steps, { actor: 'visitor', ...(member ? { subject: member.memberId } : {}) })
  return {}
}
