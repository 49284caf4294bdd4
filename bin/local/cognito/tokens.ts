import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  randomUUID,
  sign,
  verify,
} from 'node:crypto'
import type { Pool } from './pools.ts'

const b64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A key pair as a pool has one: private part in PKCS 8, public part as a JWK. */
export const newKey = () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const kid = randomBytes(32).toString('base64')
  return {
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    jwk: { ...publicKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig', kid } as Record<string, string>,
  }
}

const privateKeys = new Map<string, ReturnType<typeof createPrivateKey>>()
const privateOf = (pool: Pool) => {
  const held = privateKeys.get(pool.id) ?? createPrivateKey(pool.key.privateKey)
  privateKeys.set(pool.id, held)
  return held
}

export const issuerOf = (poolId: string) => `https://cognito-idp.ap-northeast-1.amazonaws.com/${poolId}`

/** An access token with the claims that Cognito gives. */
export const accessToken = (
  pool: Pool,
  user: { sub: string; username: string },
  session: { originJti: string; authTime: number },
  nowMs: number,
) => {
  const now = Math.floor(nowMs / 1000)
  const payload = {
    sub: user.sub,
    iss: issuerOf(pool.id),
    client_id: pool.client.id,
    origin_jti: session.originJti,
    event_id: randomUUID(),
    token_use: 'access',
    scope: 'aws.cognito.signin.user.admin',
    auth_time: Math.floor(session.authTime / 1000),
    exp: now + pool.client.accessSeconds,
    iat: now,
    jti: randomUUID(),
    username: user.username,
  }
  const head = `${b64({ kid: pool.key.jwk.kid, alg: 'RS256' })}.${b64(payload)}`
  return `${head}.${sign('RSA-SHA256', Buffer.from(head), privateOf(pool)).toString('base64url')}`
}

/** The claims of a token of this pool, if it is genuine and not over. */
export const readAccessToken = (
  pool: Pool,
  token: string,
  nowMs: number,
): { username: string; origin_jti: string; auth_time: number } | undefined => {
  const [head, body, signature] = token.split('.')
  if (!head || !body || !signature) return undefined
  const key = createPublicKey({ key: pool.key.jwk as never, format: 'jwk' })
  if (!verify('RSA-SHA256', Buffer.from(`${head}.${body}`), key, Buffer.from(signature, 'base64url')))
    return undefined
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as {
    username: string
    origin_jti: string
    auth_time: number
    token_use: string
    exp: number
    iss: string
  }
  const isAccess = claims.token_use === 'access' && claims.iss === issuerOf(pool.id)
  return isAccess && claims.exp * 1000 > nowMs ? claims : undefined
}

/** As opaque and as long as Cognito's (a JWE of about 1.7 KB). */
export const refreshToken = () =>
  [48, 256, 12, 960, 16].map((bytes) => randomBytes(bytes).toString('base64url')).join('.')
