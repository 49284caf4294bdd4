import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import type { Store } from '../store.ts'
import type { Pool } from './pools.ts'
import { notAuthorized, Refusal } from './refusal.ts'
import { accessToken, refreshToken } from './tokens.ts'
import { codeAt, stepAt } from './totp.ts'
import { isPassword, type User, type Users, withPassword } from './users.ts'

type Params = Readonly<Record<string, string | undefined>>
interface Challenge {
  readonly pool: string
  readonly username: string
  readonly name: string
  readonly until: number
}
interface Grant {
  readonly pool: string
  readonly username: string
  readonly originJti: string
  readonly authTime: number
  readonly until: number
  readonly rotatedAt?: number
}

const CHALLENGE_MS = 10 * 60_000

/** Signing in, as AdminInitiateAuth and AdminRespondToAuthChallenge do it; refuses what they refuse. */
export const signInOf = (store: Store, users: Users, nowMs: () => number) => {
  const mustBeSigned = (pool: Pool, username: string, hash: string | undefined) => {
    const right = createHmac('sha256', pool.client.secret)
      .update(username + pool.client.id)
      .digest('base64')
    if (hash !== right) throw notAuthorized(`Unable to verify secret hash for client ${pool.client.id}`)
  }
  const tokens = (
    pool: Pool,
    user: User,
    session: { originJti: string; authTime: number },
    until: number,
  ) => {
    const refresh = refreshToken()
    store.put('refresh', refresh.slice(0, 64), {
      pool: pool.id,
      username: user.username,
      ...session,
      until,
    } satisfies Grant)
    return {
      AuthenticationResult: {
        AccessToken: accessToken(pool, user, session, nowMs()),
        RefreshToken: refresh,
        ExpiresIn: pool.client.accessSeconds,
        TokenType: 'Bearer',
      },
      ChallengeParameters: {},
    }
  }
  const fresh = (pool: Pool, user: User) => {
    const now = nowMs()
    return tokens(
      pool,
      user,
      { originJti: randomUUID(), authTime: Math.floor(now / 1000) },
      now + pool.client.refreshSeconds * 1000,
    )
  }
  const challenge = (pool: Pool, user: User, name: string) => {
    const session = `AYAB${randomBytes(600).toString('base64url')}`
    store.put('challenge', session.slice(0, 64), {
      pool: pool.id,
      username: user.username,
      name,
      until: nowMs() + CHALLENGE_MS,
    } satisfies Challenge)
    return { ChallengeName: name, Session: session, ChallengeParameters: { USER_ID_FOR_SRP: user.username } }
  }
  const next = (pool: Pool, user: User) => {
    if (user.status === 'FORCE_CHANGE_PASSWORD') return challenge(pool, user, 'NEW_PASSWORD_REQUIRED')
    if (user.mfa && user.totp && pool.mfa !== 'OFF') return challenge(pool, user, 'SOFTWARE_TOKEN_MFA')
    // A pool that demands a second factor lets a user without one sign in to set it up only through MFA_SETUP in AWS; the
    // product's own gate demands it, so that both pools behave alike here.
    return fresh(pool, user)
  }
  const mustBeCode = (pool: Pool, user: User, code: string | undefined) => {
    const now = stepAt(nowMs())
    const step = [now, now - 1, now + 1].find((one) => user.totp && codeAt(user.totp, one) === code)
    if (step === undefined || step <= (user.lastStep ?? 0))
      throw new Refusal('CodeMismatchException', 'Invalid code received for user')
    return users.save(pool, { ...user, lastStep: step })
  }

  return {
    initiate(pool: Pool, flow: string, params: Params) {
      const username = params.USERNAME ?? ''
      if (!pool.client.flows.includes(`ALLOW_${flow}`))
        throw new Refusal('InvalidParameterException', `Auth flow not enabled for this client`)
      mustBeSigned(pool, username, params.SECRET_HASH)
      const user = users.find(pool, username)
      if (!user || !isPassword(user, params.PASSWORD ?? '')) throw notAuthorized()
      if (!user.enabled) throw notAuthorized('User is disabled.')
      if (user.status === 'FORCE_CHANGE_PASSWORD' && (user.passwordUntil ?? 0) < nowMs())
        throw notAuthorized('Temporary password has expired and must be reset by an administrator.')
      return next(pool, user)
    },
    respond(pool: Pool, name: string, session: string, answers: Params) {
      const kept = store.get<Challenge>('challenge', session.slice(0, 64))
      const username = answers.USERNAME ?? ''
      mustBeSigned(pool, username, answers.SECRET_HASH)
      if (
        !kept ||
        kept.pool !== pool.id ||
        kept.username !== username ||
        kept.name !== name ||
        kept.until < nowMs()
      )
        throw notAuthorized('Invalid session for the user.')
      const user = users.must(pool, username)
      if (!user.enabled) throw notAuthorized('User is disabled.')
      const done = () => store.delete('challenge', session.slice(0, 64))
      if (name === 'NEW_PASSWORD_REQUIRED') {
        const { passwordUntil: _, ...rest } = user
        const changed = users.save(pool, {
          ...rest,
          ...withPassword(pool, answers.NEW_PASSWORD ?? ''),
          status: 'CONFIRMED',
        })
        done()
        return next(pool, changed)
      }
      const checked = mustBeCode(pool, user, answers.SOFTWARE_TOKEN_MFA_CODE)
      done()
      return fresh(pool, checked)
    },
    /** Rotation: the old token goes on working for the grace of the client, then never again. */
    refresh(pool: Pool, token: string, secret: string | undefined) {
      const key = token.slice(0, 64)
      const grant = store.get<Grant>('refresh', key)
      const now = nowMs()
      if (secret !== pool.client.secret || !grant || grant.pool !== pool.id || grant.until < now)
        throw notAuthorized('Invalid Refresh Token')
      if (grant.rotatedAt !== undefined && now - grant.rotatedAt > pool.client.rotationGraceSeconds * 1000)
        throw notAuthorized('Refresh Token has been revoked')
      const user = users.must(pool, grant.username)
      if (!user.enabled || (user.signedOutAt ?? 0) > grant.authTime * 1000)
        throw notAuthorized('Refresh Token has been revoked')
      if (grant.rotatedAt === undefined) store.put('refresh', key, { ...grant, rotatedAt: now })
      return tokens(pool, user, { originJti: grant.originJti, authTime: grant.authTime }, grant.until)
    },
    revoke: (token: string) => store.delete('refresh', token.slice(0, 64)),
    mustBeCode,
  }
}
