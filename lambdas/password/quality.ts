import { normalUserId } from '../member/user-id.ts'
import { Problem } from '../runtime/problem.ts'
import { isPrivileged } from '../runtime/standing.ts'
import { COMMON } from './much-used.ts'

/** ASVS 5.0, 6.2: length counts, composition rules do not; 15 where other people's data is seen. */
export const MIN_LENGTH = { learner: 12, privileged: 15 } as const

/** Letters and digits alone, without what people add to make a common word look special. */
const bare = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')

/** Throws `weakPassword` with the reason: too short, built on the own user ID, too even, or among the much-used ones. */
export const mustBeGood = (
  password: string,
  person: { userId: string; roles: readonly string[] },
  path = 'password',
) => {
  const refuse = (ja: string, en: string): never => {
    throw new Problem('weakPassword', { fields: [{ path, ja, en }] })
  }
  // The pool takes no space there, and a form that trims would lock its owner out.
  if (password !== password.trim())
    refuse('先頭と末尾に空白は使えません。', 'A password cannot begin or end with a space.')
  const min = isPrivileged(person.roles) ? MIN_LENGTH.privileged : MIN_LENGTH.learner
  const length = [...password].length
  if (length < min)
    refuse(
      `${min}文字以上にしてください（いま${length}文字）。`,
      `Use ${min} characters or more (now ${length}).`,
    )
  const core = bare(password)
  const id = bare(normalUserId(person.userId))
  if (id.length >= 4 && core.includes(id) && core.replaceAll(id, '').length < 6)
    refuse('ユーザーIDをもとにしたパスワードは使えません。', 'Do not build it on your user ID.')
  if (new Set(password).size < 5)
    refuse('同じ文字の繰り返しが多すぎます。別の文字を混ぜてください。', 'Too many repeated characters.')
  if (COMMON.has(core) || COMMON.has(core.replace(/\d+$/, '')))
    refuse('よく使われるパスワードのため使えません。', 'This password is too common.')
}
