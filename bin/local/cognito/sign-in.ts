import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import type { Store } from '../store.ts'
import { judgePassword } from './attempts.ts'
import type { Pool } from './pools.ts'
import { malformed, notAuthorized, Refusal } from './refusal.ts'
import { accessToken, refreshToken } from './tokens.ts'
import { codeAt, stepAt } from './totp.ts'
import { type User, type Users, withPassword } from './users.ts'

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

/** AuthSessionValidity of the client: 3 minutes unless the template says more. */
const CHALLENGE_MS = 10 * 60_000

/** Signing in, as AdminInitiateAuth and AdminRespondToAuthChallenge do it; refuses what they refuse. */
export const signInOf = (store: Store, users: Users, nowMs: () => number) => {
  const mustBeSigned = (pool: Pool, username: string, hash: string | undefined) => {
    if (hash === undefined)
      throw notAuthorized(
        `Client ${pool.client.id} is configured with secret but SECRET_HASH was not received`,
      )
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
      { originJti: randomUUID(), authTime: now },
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
    if (step === undefined) throw new Refusal('CodeMismatchException', 'Invalid code received for user')
    if (step <= (user.lastStep ?? 0))
      throw new Refusal('ExpiredCodeException', 'Your software token has already been used once.')
    return users.save(pool, { ...user, lastStep: step })
  }
  /** Whether the tokens of that sign-in are good no longer, be their time over or not. */
  const isOver = (user: User, session: { originJti: string; authTime: number }) =>
    (user.signedOutAt ?? 0) > session.authTime || store.get('revoked', session.originJti) !== undefined

  return {
    initiate(pool: Pool, flow: string, params: Params) {
      const username = params.USERNAME ?? ''
      if (!pool.client.flows.includes(`ALLOW_${flow}`))
        throw malformed('Auth flow not enabled for this client')
      for (const name of ['USERNAME', 'PASSWORD'])
        if (!params[name]) throw malformed(`Missing required parameter ${name}`)
      mustBeSigned(pool, username, params.SECRET_HASH)
      const known = users.find(pool, username)
      if (!known) throw notAuthorized()
      const user = judgePassword(users, pool, known, params.PASSWORD ?? '', nowMs())
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
        if (!answers.NEW_PASSWORD) throw malformed('Missing required parameter NEW_PASSWORD')
        const { passwordUntil: _, ...rest } = user
        const changed = users.save(pool, {
          ...rest,
          ...withPassword(pool, answers.NEW_PASSWORD),
          status: 'CONFIRMED',
        })
        done()
        return next(pool, changed)
      }
      if (!answers.SOFTWARE_TOKEN_MFA_CODE)
        throw malformed('Missing required parameter SOFTWARE_TOKEN_MFA_CODE')
      const checked = mustBeCode(pool, user, answers.SOFTWARE_TOKEN_MFA_CODE)
      done()
      return fresh(pool, checked)
    },
    /** Rotation: the old token goes on working for the grace of the client, then never again. */
    refresh(pool: Pool, token: string, secret: string | undefined) {
      const key = token.slice(0, 64)
      const grant = store.get<Grant>('refresh', key)
      const now = nowMs()
      if (secret !== pool.client.secret) throw notAuthorized('Unable to verify client secret')
      if (!grant || grant.pool !== pool.id || grant.until < now) throw notAuthorized('Invalid Refresh Token')
      if (grant.rotatedAt !== undefined && now - grant.rotatedAt > pool.client.rotationGraceSeconds * 1000)
        throw new Refusal('RefreshTokenReuseException', 'Refresh token has been rotated')
      const user = users.must(pool, grant.username)
      if (!user.enabled) throw notAuthorized('User is disabled.')
      if (isOver(user, grant)) throw notAuthorized('Refresh Token has been revoked')
      if (grant.rotatedAt === undefined) store.put('refresh', key, { ...grant, rotatedAt: now })
      return tokens(pool, user, { originJti: grant.originJti, authTime: grant.authTime }, grant.until)
    },
    /** Takes the refresh token away, and with it every access token of the same sign-in. */
    revoke(token: string) {
      const grant = store.get<Grant>('refresh', token.slice(0, 64))
      if (!grant) return
      store.delete('refresh', token.slice(0, 64))
      store.put('revoked', grant.originJti, { until: grant.until })
    },
    isOver,
    mustBeCode,
  }
}
