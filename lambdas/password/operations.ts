import { normalCode } from '../company/code.ts'
import { mailSteps } from '../mail/items.ts'
import { normalUserId } from '../member/user-id.ts'
import type { Operation } from '../runtime/call.ts'
import { Problem } from '../runtime/problem.ts'
import { remove } from '../runtime/step.ts'
import { houseNamed, houseOfActor } from '../session/house.ts'
import { type IdRow, idKey, sessionsOf } from '../session/items.ts'
import { mustBeGood } from './quality.ts'

/** Changes the own password; every other session of the person ends. */
const changePassword: Operation<'password.change'> = async (call, { current, next }) => {
  if (call.actor.kind === 'visitor' || !call.token) throw new Problem('signedOut')
  const { id, session } = call.actor
  const house = houseOfActor(call.actor)
  const { profile } = await call.me()
  mustBeGood(next, profile)
  const outcome = await house.identity.changePassword(call.token, current, next)
  if (outcome === 'credentials')
    throw new Problem('credentials', {
      words: {
        ja: 'いまのパスワードが違います。入力し直してください。',
        en: 'The present password is wrong. Please enter it again.',
      },
      fields: [{ path: 'current', ja: 'いまのパスワードが違います。', en: 'Wrong password.' }],
    })
  if (outcome === 'password') throw new Problem('weakPassword')
  await call.commit([])
  const others = (await sessionsOf(house, id)).filter((item) => item.sk !== `SES#${session}`)
  if (others.length > 0) await house.table.together(others.map((item) => remove(item)))
  return {}
}

export { changePassword as change }

/** Sends a reset link to the address on file. The answer is the same whoever asks for whom. */
export const forget: Operation<'password.forget'> = async (call, { company, userId }) => {
  const house = await houseNamed(normalCode(company))
  if (house?.realm !== 'member') return {}
  call.enter(house)
  const normal = normalUserId(userId)
  const member = (await house.table.get(idKey(house, normal))) as unknown as IdRow | undefined
  const steps =
    member?.state === 'active'
      ? mailSteps(
          house.prefix,
          { template: 'reset', memberId: member.memberId, normal },
          call.now,
          call.newId('mai'),
        )
      : []
  await call.commit(steps, { actor: 'visitor', ...(member ? { subject: member.memberId } : {}) })
  return {}
}
