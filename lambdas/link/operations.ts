import { readCompany } from '../company/items.ts'
import { MIN_LENGTH, mustBeGood } from '../password/quality.ts'
import type { Call, Operation } from '../runtime/call.ts'
import { Problem } from '../runtime/problem.ts'
import { isPrivileged } from '../runtime/standing.ts'
import { type Item, Refused } from '../runtime/step.ts'
import { type House, houseNamed } from '../session/house.ts'
import { clearLock, endSessions, type IdRow, idKey } from '../session/items.ts'
import { giveBack, type LinkItem, readLink, useLink } from './items.ts'

const linkOf = async (call: Call, token: string) => {
  const house = await houseNamed(token.slice(0, token.indexOf('.')))
  if (!house) throw new Problem('linkOver')
  call.enter(house)
  const link = await readLink(house.table, house.prefix, token, call.now)
  const member = link && ((await house.table.get(idKey(house, link.normal))) as unknown as IdRow | undefined)
  // An ID that went to another person meanwhile takes no link of its former owner with it.
  if (!link || member?.memberId !== link.memberId || member.state !== 'active') throw new Problem('linkOver')
  return { house, link, member }
}

export const open: Operation<'link.open'> = async (call, { token }) => {
  const { house, link, member } = await linkOf(call, token)
  const company = house.realm === 'member' ? await readCompany(house.table) : undefined
  return {
    purpose: link.purpose,
    ...(company ? { company: { name: company.name, code: company.code } } : {}),
    userId: member.userId,
    ...(member.name ? { name: member.name } : {}),
    minLength: isPrivileged(member.roles) ? MIN_LENGTH.privileged : MIN_LENGTH.learner,
  }
}

/** Sets the own password; TOTP stays as it is, all sessions end. */
export const use: Operation<'link.use'> = async (call, { token, password }) => {
  const { house, link, member } = await linkOf(call, token)
  mustBeGood(password, member)
  try {
    await call.commit(useLink(house.prefix, link), {
      actor: member.memberId,
      subject: member.memberId,
      detail: { purpose: link.purpose },
    })
  } catch (error) {
    if (error instanceof Refused) throw new Problem('linkOver')
    throw error
  }
  await orGiveBack(house, link, () => setOwnPassword(house, member.memberId, password))
  await Promise.all([endSessions(house, member.memberId), clearLock(house, link.normal)])
  return {}
}

/** Sets a permanent password, making the pool user where the person has never had one. */
const setOwnPassword = async (house: House, memberId: string, password: string) => {
  try {
    await house.identity.setPassword(memberId, password, true)
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'UserNotFoundException') throw error
    await house.identity.create(memberId, password)
    await house.identity.setPassword(memberId, password, true)
  }
}

/** The link is used up first, so that it works once; where the pool then is busy, the person may try again. */
const orGiveBack = async (house: House, link: Item & LinkItem, run: () => Promise<void>) => {
  try {
    await run()
  } catch (error) {
    await house.table.together(giveBack(house.prefix, link)).catch((second) => {
      if (!(second instanceof Refused)) throw second
    })
    if (error instanceof Error && error.name === 'InvalidPasswordException') throw new Problem('weakPassword')
    throw error
  }
}
