import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'
import type { Store } from '../store.ts'
import type { Pool } from './pools.ts'
import { malformed, Refusal } from './refusal.ts'

export interface User {
  readonly username: string
  readonly sub: string
  readonly enabled: boolean
  readonly status: 'FORCE_CHANGE_PASSWORD' | 'CONFIRMED'
  readonly salt: string
  readonly hash: string
  readonly passwordUntil?: number
  readonly totp?: string
  readonly pendingTotp?: string
  readonly mfa: boolean
  readonly lastStep?: number
  /** Wrong passwords since the last sign-in, and until when (ms) none is judged. */
  readonly failures?: number
  readonly failedAt?: number
  readonly barredUntil?: number
  /** Tokens given before this instant (ms) no longer work. */
  readonly signedOutAt?: number
}

/** Stands for Cognito's own hash; cheap, for it guards nothing but this machine's sample people. */
const hashOf = (password: string, salt: string) => {
  let digest = createHash('sha256')
    .update(salt + password)
    .digest()
  for (let i = 0; i < 1000; i++) digest = createHash('sha256').update(digest).digest()
  return digest.toString('base64')
}

export const isPassword = (user: User, password: string) =>
  timingSafeEqual(Buffer.from(hashOf(password, user.salt)), Buffer.from(user.hash))

export const withPassword = (pool: Pool, password: string) => {
  if (!/^\S(.*\S)?$/su.test(password) || password.length > 256)
    throw malformed(
      "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\S]+",
    )
  if ([...password].length < pool.minimumLength)
    throw new Refusal(
      'InvalidPasswordException',
      'Password did not conform with policy: Password not long enough',
    )
  const salt = randomBytes(12).toString('base64')
  return { salt, hash: hashOf(password, salt) }
}

export const usersOf = (store: Store) => {
  const key = (pool: Pool, username: string) => `${pool.id} ${username}`
  const find = (pool: Pool, username: string) => store.get<User>('user', key(pool, username))
  const save = (pool: Pool, user: User) => {
    store.put('user', key(pool, user.username), user)
    return user
  }
  return {
    find,
    save,
    must(pool: Pool, username: string): User {
      const user = find(pool, username)
      if (!user) throw new Refusal('UserNotFoundException', 'User does not exist.')
      return user
    },
    create(pool: Pool, username: string, password: string, nowMs: number): User {
      if (!/^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,128}$/u.test(username))
        throw new Refusal('InvalidParameterException', 'Invalid username.')
      if (find(pool, username)) throw new Refusal('UsernameExistsException', 'User account already exists')
      const passwordUntil = nowMs + pool.temporaryDays * 86_400_000
      return save(pool, {
        username,
        sub: randomUUID(),
        enabled: true,
        status: 'FORCE_CHANGE_PASSWORD',
        ...withPassword(pool, password),
        passwordUntil,
        mfa: false,
      })
    },
    delete: (pool: Pool, username: string) => store.delete('user', key(pool, username)),
  }
}
export type Users = ReturnType<typeof usersOf>
