import { randomBytes } from 'node:crypto'
import type { Store } from '../store.ts'
import { judgePassword } from './attempts.ts'
import { type Pool, type Pools, poolsOf } from './pools.ts'
import { malformed, notAuthorized, Refusal } from './refusal.ts'
import { signInOf } from './sign-in.ts'
import { readAccessToken } from './tokens.ts'
import { base32, codeAt, stepAt } from './totp.ts'
import { usersOf, withPassword } from './users.ts'

// biome-ignore lint/suspicious/noExplicitAny: request bodies of a JSON protocol, each verb knows its own
type Body = Record<string, any>
export type Verb = (body: Body) => unknown

/** The verbs of Cognito that the product calls, on `pools` kept in `store`. */
export const verbsOf = (
  store: Store,
  nowMs: () => number,
): { verbs: Record<string, Verb>; pools: Pools; codeFor(username: string): string | undefined } => {
  const pools = poolsOf(store)
  const users = usersOf(store)
  const signIn = signInOf(store, users, nowMs)

  const poolOf = (body: Body): Pool => {
    const pool = pools.get(body.UserPoolId)
    if (!pool) throw new Refusal('ResourceNotFoundException', `User pool ${body.UserPoolId} does not exist.`)
    if (body.ClientId !== undefined && body.ClientId !== pool.client.id)
      throw new Refusal('ResourceNotFoundException', 'User pool client does not exist.')
    return pool
  }
  const poolOfClient = (body: Body): Pool => {
    const pool = pools.byClient(body.ClientId)
    if (!pool) throw new Refusal('ResourceNotFoundException', 'User pool client does not exist.')
    return pool
  }
  const ofToken = (token: string) => {
    const claims = JSON.parse(
      Buffer.from(String(token).split('.')[1] ?? '', 'base64url').toString() || '{}',
    ) as { iss?: string }
    const pool = pools.get(claims.iss?.split('/').at(-1))
    const read = pool && readAccessToken(pool, token, nowMs())
    if (!pool || !read) throw notAuthorized('Invalid Access Token')
    const user = users.must(pool, read.username)
    if (!user.enabled) throw notAuthorized('User is disabled.')
    const session = { originJti: read.origin_jti, authTime: read.auth_time * 1000 + 999 }
    if (signIn.isOver(user, session)) throw notAuthorized('Access Token has been revoked')
    return { pool, user }
  }
  const changed = (body: Body, change: object) => {
    const pool = poolOf(body)
    users.save(pool, { ...users.must(pool, body.Username), ...change })
    return {}
  }

  const verbs: Record<string, Verb> = {
    AdminInitiateAuth: (body) => signIn.initiate(poolOf(body), body.AuthFlow, body.AuthParameters ?? {}),
    AdminRespondToAuthChallenge: (body) =>
      signIn.respond(poolOf(body), body.ChallengeName, body.Session ?? '', body.ChallengeResponses ?? {}),
    GetTokensFromRefreshToken: (body) =>
      signIn.refresh(poolOfClient(body), body.RefreshToken, body.ClientSecret),
    RevokeToken: (body) => {
      poolOfClient(body)
      signIn.revoke(body.Token)
      return {}
    },
    AdminCreateUser: (body) => {
      const user = users.create(poolOf(body), body.Username, body.TemporaryPassword, nowMs())
      return { User: { Username: user.username, UserStatus: user.status, Enabled: true } }
    },
    AdminSetUserPassword: (body) => {
      const pool = poolOf(body)
      const until = body.Permanent ? {} : { passwordUntil: nowMs() + pool.temporaryDays * 86_400_000 }
      return changed(body, {
        ...withPassword(pool, body.Password),
        status: body.Permanent ? 'CONFIRMED' : 'FORCE_CHANGE_PASSWORD',
        ...until,
      })
    },
    AdminGetUser: (body) => {
      const { username, status, enabled, mfa } = users.must(poolOf(body), body.Username)
      return {
        Username: username,
        UserStatus: status,
        Enabled: enabled,
        UserMFASettingList: mfa ? ['SOFTWARE_TOKEN_MFA'] : [],
      }
    },
    AdminDisableUser: (body) => changed(body, { enabled: false }),
    AdminEnableUser: (body) => changed(body, { enabled: true }),
    AdminDeleteUser: (body) => {
      const pool = poolOf(body)
      users.must(pool, body.Username)
      users.delete(pool, body.Username)
      return {}
    },
    AdminUserGlobalSignOut: (body) => changed(body, { signedOutAt: nowMs() }),
    AdminSetUserMFAPreference: (body) => {
      const on = body.SoftwareTokenMfaSettings?.Enabled === true
      if (on && !users.must(poolOf(body), body.Username).totp)
        throw malformed('User has not verified software token mfa')
      return changed(body, { mfa: on })
    },
    AssociateSoftwareToken: (body) => {
      const { pool, user } = ofToken(body.AccessToken)
      const pendingTotp = base32(randomBytes(32))
      users.save(pool, { ...user, pendingTotp })
      return { SecretCode: pendingTotp }
    },
    VerifySoftwareToken: (body) => {
      const { pool, user } = ofToken(body.AccessToken)
      if (!/^\d{6}$/.test(body.UserCode ?? ''))
        throw malformed("Value at 'userCode' failed to satisfy constraint: [0-9]+, length 6")
      if (!user.pendingTotp) throw malformed('No software token was associated')
      const { pendingTotp, lastStep: _, ...rest } = user
      try {
        signIn.mustBeCode(pool, { ...rest, totp: pendingTotp }, body.UserCode)
      } catch {
        const why = 'Code mismatch and fail enable Software Token MFA'
        throw new Refusal('EnableSoftwareTokenMFAException', why)
      }
      return { Status: 'SUCCESS' }
    },
    ChangePassword: (body) => {
      const { pool, user: known } = ofToken(body.AccessToken)
      const user = judgePassword(users, pool, known, body.PreviousPassword, nowMs())
      users.save(pool, { ...user, ...withPassword(pool, body.ProposedPassword) })
      return {}
    },
    DescribeUserPoolClient: (body) => {
      const { client, id } = poolOf(body)
      return {
        UserPoolClient: {
          UserPoolId: id,
          ClientId: client.id,
          ClientSecret: client.secret,
          ExplicitAuthFlows: client.flows,
        },
      }
    },
  }
  const codeFor = (username: string) => {
    for (const pool of pools.list()) {
      const user = users.find(pool, username)
      const secret = user?.pendingTotp ?? user?.totp
      if (secret) return codeAt(secret, stepAt(nowMs()))
    }
    return undefined
  }
  return { verbs, pools, codeFor }
}
