import { CognitoJwtVerifier } from 'aws-jwt-verify'
import { driftSeconds, nowMs } from './clock.ts'
import { type Issuer, issuerRow } from './issuer.ts'
import { lru } from './lru.ts'

export interface Verified {
  readonly issuer: Issuer
  readonly username: string
  /** `origin_jti`: one sign-in, through all its refreshes. */
  readonly session: string
  readonly expiresAt: number
}

const ISSUER = /^https:\/\/cognito-idp\.ap-northeast-1\.amazonaws\.com\/ap-northeast-1_[A-Za-z0-9]{9}$/
/** A Cognito access token is about 1 KB. */
const MAX_LENGTH = 4_096

const claimedIssuer = (token: string): string | undefined => {
  try {
    const { iss } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
      iss?: unknown
    }
    return typeof iss === 'string' && ISSUER.test(iss) ? iss : undefined
  } catch {
    return undefined
  }
}

type Verifier = ReturnType<typeof makeVerifier>
const verifiers = lru<Verifier>(2_000)
const makeVerifier = (row: Issuer) => {
  const verifier = CognitoJwtVerifier.create({
    userPoolId: row.poolId,
    clientId: row.clientId,
    tokenUse: 'access',
  })
  // The keys come with the registry row: no fetch on the path, no address taken from a token's header.
  verifier.cacheJwks({ keys: row.keys as never })
  return verifier
}

/**
 * Verifies an access token by the keys of its issuer's registry row: RS256, known key, issuer, client and `token_use`.
 * Undefined for anything else. `expired: true` accepts one whose time is over (for the refresh alone).
 */
export const verifyToken = async (
  token: string | undefined,
  more: { expired?: boolean } = {},
): Promise<Verified | undefined> => {
  if (!token || token.length > MAX_LENGTH) return undefined
  const iss = claimedIssuer(token)
  const issuer = iss ? await issuerRow(iss) : undefined
  if (!issuer || issuer.issuer !== iss) return undefined
  const id = `${issuer.clientId} ${issuer.keys.map((key) => key.kid).join(' ')}`
  const verifier = verifiers.get(id) ?? verifiers.set(id, makeVerifier(issuer))
  try {
    const payload = verifier.verifySync(token, {
      graceSeconds: more.expired ? 86_400 + driftSeconds() : driftSeconds(),
    } as never)
    // The library lets a token without an end pass.
    if (typeof payload.exp !== 'number') return undefined
    if (!more.expired && payload.exp * 1000 <= nowMs()) return undefined
    // The grace is meant for the end alone.
    if (typeof payload.nbf === 'number' && payload.nbf * 1000 > nowMs()) return undefined
    const session = payload.origin_jti
    const username = payload.username
    if (typeof session !== 'string' || typeof username !== 'string') return undefined
    return { issuer, username, session, expiresAt: payload.exp * 1000 }
  } catch {
    return undefined
  }
}
