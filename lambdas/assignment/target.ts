import { isBelow } from '../department/items.ts'
import type { Profile } from '../member/items.ts'
import type { Target } from './schema.ts'

/** Whether a member 利用中 who learns falls into a target; `keys` gives the key of a department. */
export const fallsInto = (target: Target, member: Profile, keys: ReadonlyMap<string, string>): boolean => {
  if (member.state !== 'active' || !member.roles.includes('learner')) return false
  if (target.kind === 'everyone') return true
  if (target.kind === 'members') return target.ids.some((id) => id === member.id)
  return target.ids.some((id) => {
    const key = keys.get(id)
    return key !== undefined && isBelow(member.deptKey, key)
  })
}

/** The beginnings of the roster's sort keys that cover a target by department; nested departments are covered once. */
export const rosterRanges = (target: Target, keys: ReadonlyMap<string, string>): string[] => {
  if (target.kind !== 'departments') return ['active#']
  const wanted = [...new Set(target.ids.flatMap((id) => keys.get(id) ?? []))].sort()
  return wanted
    .filter((key, at) => !wanted.slice(0, at).some((upper) => isBelow(key, upper)))
    .map((key) => `active#${key}`)
}
