import { createHash } from 'node:crypto'
import { type DepartmentItem, NO_DEPARTMENT } from '../department/items.ts'
import { newProfile, type Profile } from '../member/items.ts'
import { normalUserId } from '../member/user-id.ts'
import type { Wanted } from './cells.ts'
import type { Judged } from './judge.ts'

export type Tree = ReadonlyMap<string, DepartmentItem>

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const inBase32 = (n: number, width: number) =>
  Array.from({ length: width }, (_, at) => ALPHABET.charAt(Math.floor(n / 32 ** (width - 1 - at)) % 32)).join(
    '',
  )

/**
 * The id of a person whom a line adds: the time of the import, the line, and a hash. The same line always makes the same
 * person, so that a slice that begins anew finds them, and the roster keeps the order of the file.
 */
export const memberIdOf = (importId: string, line: number) => {
  const hash = createHash('sha256').update(`${importId} ${line}`).digest()
  const tail = Array.from(hash.subarray(0, 11), (byte) => ALPHABET.charAt(byte & 31)).join('')
  return `mem_${importId.slice(4, 14)}${inBase32(line, 5)}${tail}`
}

/** `null` clears, `undefined` leaves. */
const next = <T>(wanted: T | null | undefined, now: T | undefined) =>
  wanted === undefined ? now : (wanted ?? undefined)

const placed = (wanted: Wanted, before: Profile | undefined, tree: Tree) => {
  if (wanted.department === undefined)
    return { departmentId: before?.departmentId, deptKey: before?.deptKey ?? NO_DEPARTMENT }
  const one = wanted.department ? tree.get(wanted.department) : undefined
  return { departmentId: one?.id, deptKey: one?.key ?? NO_DEPARTMENT }
}

/** The person as a judged row wants them; 確認 of somebody 利用終了 restores them. */
export const afterOf = (
  { row, wanted }: Judged,
  before: Profile | undefined,
  tree: Tree,
  made: { id: string; addedAt: string },
): Profile => {
  const userId = wanted.userId ?? before?.userId ?? row.userId
  const fields = {
    userId,
    normal: normalUserId(userId),
    name: next(wanted.name, before?.name),
    mail: next(wanted.mail, before?.mail),
    category: next(wanted.category, before?.category),
    ...placed(wanted, before, tree),
  }
  const state = wanted.state ?? (before?.state === 'ended' || !before ? 'active' : before.state)
  return before
    ? { ...before, ...fields, state, version: before.version + 1 }
    : { ...newProfile({ ...fields, ...made }), state }
}

const FIELDS = ['userId', 'name', 'mail', 'category', 'departmentId', 'state'] as const

/** Whether a row was reflected before: by a slice that died, for nobody else changes a person to exactly this. */
export const isReflected = (one: Judged, now: Profile | undefined, tree: Tree): boolean => {
  if (!now) return false
  if (!one.memberId) return true
  if (now.version !== (one.version ?? 0) + 1) return false
  const after = afterOf(one, { ...now, state: now.state }, tree, { id: now.id, addedAt: now.addedAt })
  return FIELDS.every((field) => after[field] === now[field])
}
