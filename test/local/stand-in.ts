import { createHmac } from 'node:crypto'
import { codeAt, stepAt } from '../../bin/local/cognito/totp.ts'
import { type Verb, verbsOf } from '../../bin/local/cognito/verbs.ts'
import { openStore } from '../../bin/local/store.ts'
import { TENANT_POOL } from '../../lib/pools.ts'

export const PASSWORD = 'korekara-mainichi-manabu'
export const OTHER = 'betsu-no-nagai-kotoba'
let now: number
export const at = () => now
export const later = (ms: number) => {
  now += ms
}
export let cognito: ReturnType<typeof verbsOf>
export let pool: ReturnType<typeof cognito.pools.create>

/** An empty pool with one person in it, at the beginning of a day. */
export const fresh = () => {
  now = Date.parse('2026-11-25T00:00:00Z')
  cognito = verbsOf(openStore(':memory:'), () => now)
  pool = cognito.pools.create({ ...TENANT_POOL, tags: { tenant: 'a' } })
  user('hanako')
}

// biome-ignore lint/suspicious/noExplicitAny: answers of a JSON protocol
export const ask = (verb: string, body: object): any => (cognito.verbs[verb] as Verb)(body)
/** What a call is refused with: `Name: message`. */
export const refusal = (run: () => unknown): string => {
  try {
    run()
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`
  }
  return 'nothing'
}
export const user = (Username: string, password = PASSWORD, own = true) => {
  ask('AdminCreateUser', { UserPoolId: pool.id, Username, TemporaryPassword: own ? OTHER : password })
  if (own) ask('AdminSetUserPassword', { UserPoolId: pool.id, Username, Password: password, Permanent: true })
}
export const signature = (name: string) =>
  createHmac('sha256', pool.client.secret)
    .update(name + pool.client.id)
    .digest('base64')
export const signIn = (
  USERNAME = 'hanako',
  PASSWORD_ = PASSWORD,
  more: object = {},
  flow = 'ADMIN_USER_PASSWORD_AUTH',
) =>
  ask('AdminInitiateAuth', {
    UserPoolId: pool.id,
    ClientId: pool.client.id,
    AuthFlow: flow,
    AuthParameters: { USERNAME, PASSWORD: PASSWORD_, SECRET_HASH: signature(USERNAME), ...more },
  })
export const respond = (
  ChallengeName: string,
  Session: string,
  answers: Record<string, string>,
  name = 'hanako',
) =>
  ask('AdminRespondToAuthChallenge', {
    UserPoolId: pool.id,
    ClientId: pool.client.id,
    ChallengeName,
    Session,
    ChallengeResponses: { USERNAME: name, SECRET_HASH: signature(name), ...answers },
  })
export const renew = (RefreshToken: string) =>
  ask('GetTokensFromRefreshToken', {
    RefreshToken,
    ClientId: pool.client.id,
    ClientSecret: pool.client.secret,
  })
export const mine = (more: object = {}) => ({ UserPoolId: pool.id, Username: 'hanako', ...more })
export const codeNow = (secret: string) => codeAt(secret, stepAt(now))
export const enrol = () => {
  const { AccessToken } = signIn().AuthenticationResult
  const { SecretCode } = ask('AssociateSoftwareToken', { AccessToken })
  ask('VerifySoftwareToken', { AccessToken, UserCode: codeNow(SecretCode) })
  ask('AdminSetUserMFAPreference', mine({ SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true } }))
  now += 30_000
  return SecretCode as string
}
export const WRONG = 'NotAuthorizedException: Incorrect username or password.'
export const NO_SESSION = 'NotAuthorizedException: Invalid session for the user.'

/** Whatever is asked here is asked of another company's pool. */
export const inAnotherPool = (run: () => void) => {
  const ours = pool
  pool = cognito.pools.create({ ...TENANT_POOL, tags: { tenant: 'b' } })
  run()
  pool = ours
}
