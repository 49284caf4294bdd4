import { createHash } from 'node:crypto'
import { isCode, normalCode } from '../company/code.ts'
import { isUserId, normalUserId } from '../member/user-id.ts'
import { type House, houseNamed, houseOfOperators } from './house.ts'
import type { IdRow } from './items.ts'

const hash = (text: string) => createHash('sha256').update(text).digest('hex')

/** Where a typed company code and user ID lead; without a company to the operators. */
export interface Sought {
  readonly house: House
  /** The user ID in the form it is compared in; a hash (which is no user ID) where it can be nobody's. */
  readonly normal: string
}

/**
 * A company that does not exist is sought in the operators' house, where nobody has such an ID: so it makes the calls of a
 * wrong password, fails as one and is locked as one.
 */
export const sought = async (company: string | undefined, userId: string): Promise<Sought> => {
  if (company === undefined) return { house: houseOfOperators(), normal: idOf(userId) }
  const code = normalCode(company)
  const house = isCode(code) ? await houseNamed(code) : undefined
  if (house) return { house, normal: idOf(userId) }
  return { house: houseOfOperators(), normal: `?${hash(`${code}/${normalUserId(userId)}`)}` }
}

const idOf = (typed: string) => (isUserId(typed) ? normalUserId(typed) : `?${hash(normalUserId(typed))}`)

/** Somebody nobody is: an unknown ID makes the calls of a known one, in the same order. */
export const nobody = (normal: string): IdRow => ({
  memberId: `mem_${hash(normal).slice(0, 26)}`,
  userId: normal,
  state: 'ended',
  roles: ['learner'],
})
