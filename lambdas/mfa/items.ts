import { createHash, randomBytes } from 'node:crypto'
import { type Key, Refused } from '../runtime/step.ts'
import type { House } from '../session/house.ts'

const mfaKey = (house: House, memberId: string): Key => ({ pk: `${house.prefix}U#${memberId}`, sk: 'MFA' })
const digest = (memberId: string, code: string) =>
  createHash('sha256').update(`${memberId} ${code}`).digest('base64url')

const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789'
const letter = (): string => {
  for (;;) for (const byte of randomBytes(8)) if (byte < 248) return ALPHABET.charAt(byte % 31)
}
const code = () => Array.from({ length: 12 }, letter).join('')

/** Ten codes of 12 letters (59 bits each); only their hashes are kept, and new ones void the old. */
export const newRecoveryCodes = async (house: House, memberId: string): Promise<string[]> => {
  const codes = Array.from({ length: 10 }, code)
  await house.table.put({
    ...mfaKey(house, memberId),
    codes: Object.fromEntries(codes.map((one) => [digest(memberId, one), true])),
  })
  return codes.map((one) => one.replace(/(.{4})(?=.)/g, '$1-'))
}

/** Takes one code out of the set; false where it is not there (any more). Two at once: one of them gets it. */
export const burnRecoveryCode = async (house: House, memberId: string, typed: string): Promise<boolean> => {
  const path = `codes.${digest(memberId, typed.toLowerCase())}`
  try {
    await house.table.change(mfaKey(house, memberId), { drop: [path] }, [[path, 'exists']])
    return true
  } catch (error) {
    if (error instanceof Refused) return false
    throw error
  }
}
