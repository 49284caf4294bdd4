import { beforeEach, describe, expect, test } from 'vitest'
import { codeAt, stepAt } from '../../bin/local/cognito/totp.ts'
import { TENANT_POOL } from '../../lib/pools.ts'
import {
  ask,
  at,
  codeNow,
  cognito,
  enrol,
  fresh,
  inAnotherPool,
  later,
  mine,
  NO_SESSION,
  OTHER,
  PASSWORD,
  pool,
  refusal,
  renew,
  respond,
  signature,
  signIn,
  user,
  WRONG,
} from './stand-in.ts'

beforeEach(fresh)

describe('signing in', () => {
  test('an unknown name and a wrong password are refused alike', () => {
    expect(refusal(() => signIn('hanako', OTHER))).toBe(WRONG)
    expect(refusal(() => signIn('nobody'))).toBe(WRONG)
  })
  test('a disabled user is told so after the right password alone', () => {
    ask('AdminDisableUser', mine())
    expect(refusal(() => signIn())).toBe('NotAuthorizedException: User is disabled.')
    expect(refusal(() => signIn('hanako', OTHER))).toBe(WRONG)
    ask('AdminEnableUser', mine())
    expect(signIn()).toHaveProperty('AuthenticationResult')
  })
  test.each([
    'USER_PASSWORD_AUTH',
    'USER_SRP_AUTH',
    'ADMIN_USER_SRP_AUTH',
    'CUSTOM_AUTH',
    'REFRESH_TOKEN_AUTH',
  ])('the client allows no %s', (flow) =>
    expect(refusal(() => signIn('hanako', PASSWORD, {}, flow))).toMatch(/^InvalidParameterException/),
  )
  test('the client’s secret is asked for, and must sign this name', () => {
    for (const SECRET_HASH of [undefined, 'x', signature('other')])
      expect(refusal(() => signIn('hanako', PASSWORD, { SECRET_HASH }))).toMatch(
        /^NotAuthorized.*(hash|HASH)/i,
      )
  })
  test('another pool’s client is unknown', () => {
    const other = cognito.pools.create({ ...TENANT_POOL, tags: { tenant: 'b' } })
    const body = { UserPoolId: pool.id, ClientId: other.client.id, AuthFlow: 'ADMIN_USER_PASSWORD_AUTH' }
    expect(refusal(() => ask('AdminInitiateAuth', body))).toMatch(/^ResourceNotFoundException/)
  })
  test('after five wrong passwords nobody is judged for a second, then two, whatever is typed', () => {
    for (let i = 0; i < 5; i++) expect(refusal(() => signIn('hanako', OTHER))).toBe(WRONG)
    expect(refusal(() => signIn())).toBe('NotAuthorizedException: Password attempts exceeded')
    later(1_001)
    expect(refusal(() => signIn('hanako', OTHER))).toBe(WRONG)
    later(1_001)
    expect(refusal(() => signIn())).toMatch('exceeded')
    later(1_000)
    expect(signIn()).toHaveProperty('AuthenticationResult')
    expect(refusal(() => signIn('hanako', OTHER))).toBe(WRONG)
    expect(signIn()).toHaveProperty('AuthenticationResult')
  })
})

describe('a temporary password', () => {
  beforeEach(() => user('taro', PASSWORD, false))
  test('asks for an own one, which must be long enough, and ends its session', () => {
    const { ChallengeName, Session } = signIn('taro')
    expect(ChallengeName).toBe('NEW_PASSWORD_REQUIRED')
    const own = (NEW_PASSWORD: string) => respond(ChallengeName, Session, { NEW_PASSWORD }, 'taro')
    expect(refusal(() => own('mijikai'))).toMatch(/^InvalidPasswordException/)
    expect(refusal(() => own(` ${OTHER}`))).toMatch(/^InvalidParameterException/)
    expect(own(OTHER)).toHaveProperty('AuthenticationResult.AccessToken')
    expect(refusal(() => own(OTHER))).toBe(NO_SESSION)
    expect(refusal(() => signIn('taro', PASSWORD))).toBe(WRONG)
  })
  test('is good for as long as the template says', () => {
    later(TENANT_POOL.temporaryDays * 86_400_000 - 1)
    expect(signIn('taro')).toHaveProperty('Session')
    later(2)
    expect(refusal(() => signIn('taro'))).toMatch(/^NotAuthorizedException: Temporary password has expired/)
  })
  test('a session is good for its own user, its own step, its own pool and ten minutes', () => {
    const { Session } = signIn('taro')
    const answer = { NEW_PASSWORD: OTHER }
    expect(refusal(() => respond('NEW_PASSWORD_REQUIRED', 'AYAB-made-up', answer, 'taro'))).toBe(NO_SESSION)
    expect(refusal(() => respond('NEW_PASSWORD_REQUIRED', Session, answer))).toBe(NO_SESSION)
    expect(
      refusal(() => respond('SOFTWARE_TOKEN_MFA', Session, { SOFTWARE_TOKEN_MFA_CODE: '123456' }, 'taro')),
    ).toBe(NO_SESSION)
    inAnotherPool(() => {
      user('taro', PASSWORD, false)
      expect(refusal(() => respond('NEW_PASSWORD_REQUIRED', Session, answer, 'taro'))).toBe(NO_SESSION)
    })
    later(10 * 60_000 + 1)
    expect(refusal(() => respond('NEW_PASSWORD_REQUIRED', Session, answer, 'taro'))).toBe(NO_SESSION)
  })
})

describe('an authenticator', () => {
  test('is set up only with its code', () => {
    const { AccessToken } = signIn().AuthenticationResult
    expect(refusal(() => ask('VerifySoftwareToken', { AccessToken, UserCode: '123456' }))).toMatch(/^Invalid/)
    const { SecretCode } = ask('AssociateSoftwareToken', { AccessToken })
    const wrong = String((Number(codeNow(SecretCode)) + 1) % 1_000_000).padStart(6, '0')
    expect(refusal(() => ask('VerifySoftwareToken', { AccessToken, UserCode: wrong }))).toMatch(
      /^EnableSoftwareTokenMFAException/,
    )
    expect(refusal(() => ask('VerifySoftwareToken', { AccessToken, UserCode: 'abcdef' }))).toMatch(
      /^InvalidParameterException/,
    )
    const on = mine({ SoftwareTokenMfaSettings: { Enabled: true } })
    expect(refusal(() => ask('AdminSetUserMFAPreference', on))).toMatch(/^InvalidParameterException/)
  })
  test('gives a code that works once, in its half minute and the ones beside it', () => {
    const secret = enrol()
    const answer = (code: string) =>
      respond('SOFTWARE_TOKEN_MFA', signIn().Session, { SOFTWARE_TOKEN_MFA_CODE: code })
    expect(refusal(() => answer('000000'))).toMatch(/^CodeMismatchException/)
    const code = codeNow(secret)
    expect(answer(code)).toHaveProperty('AuthenticationResult')
    expect(refusal(() => answer(code))).toBe(
      'ExpiredCodeException: Your software token has already been used once.',
    )
    later(120_000)
    expect(refusal(() => answer(codeAt(secret, stepAt(at()) - 2)))).toMatch(/^CodeMismatchException/)
    expect(answer(codeAt(secret, stepAt(at()) - 1))).toHaveProperty('AuthenticationResult')
  })
})

describe('tokens', () => {
  test('a refresh token rotates: the old one works for a minute more, then its reuse is told', () => {
    const { RefreshToken } = signIn().AuthenticationResult
    const next = renew(RefreshToken).AuthenticationResult
    expect(next.RefreshToken).not.toBe(RefreshToken)
    later(59_000)
    expect(renew(RefreshToken)).toHaveProperty('AuthenticationResult')
    later(2_000)
    expect(refusal(() => renew(RefreshToken))).toMatch(/^RefreshTokenReuseException/)
    expect(renew(next.RefreshToken)).toHaveProperty('AuthenticationResult')
  })
  test('renewing does not lengthen the whole', () => {
    let { RefreshToken } = signIn().AuthenticationResult
    for (let passed = 0; passed < TENANT_POOL.refreshSeconds; passed += 3600) {
      RefreshToken = renew(RefreshToken).AuthenticationResult.RefreshToken
      later(3_600_000)
    }
    later(1)
    expect(refusal(() => renew(RefreshToken))).toBe('NotAuthorizedException: Invalid Refresh Token')
  })
  test('a refresh token is refused with a wrong secret, of a disabled user, and after signing out everywhere', () => {
    const { RefreshToken, AccessToken } = signIn().AuthenticationResult
    const body = { RefreshToken, ClientId: pool.client.id, ClientSecret: 'wrong' }
    expect(refusal(() => ask('GetTokensFromRefreshToken', body))).toMatch(/^NotAuthorizedException/)
    ask('AdminDisableUser', mine())
    expect(refusal(() => renew(RefreshToken))).toBe('NotAuthorizedException: User is disabled.')
    ask('AdminEnableUser', mine())
    later(1_000)
    ask('AdminUserGlobalSignOut', mine())
    expect(refusal(() => renew(RefreshToken))).toMatch(/revoked/)
    expect(refusal(() => ask('AssociateSoftwareToken', { AccessToken }))).toMatch(
      /Access Token has been revoked/,
    )
  })
  test('revoking a refresh token ends the access tokens of that sign-in, and no other', () => {
    const [one, two] = [signIn().AuthenticationResult, signIn().AuthenticationResult]
    ask('RevokeToken', {
      Token: one.RefreshToken,
      ClientId: pool.client.id,
      ClientSecret: pool.client.secret,
    })
    expect(refusal(() => renew(one.RefreshToken))).toMatch(/^NotAuthorizedException/)
    const change = (AccessToken: string) =>
      ask('ChangePassword', { AccessToken, PreviousPassword: PASSWORD, ProposedPassword: OTHER })
    expect(refusal(() => change(one.AccessToken))).toMatch(/revoked/)
    expect(change(two.AccessToken)).toEqual({})
  })
  test('an access token says what Cognito’s says, and works at its own pool until it ends', () => {
    const { AccessToken, ExpiresIn } = signIn().AuthenticationResult
    const claims = JSON.parse(Buffer.from(AccessToken.split('.')[1], 'base64url').toString())
    expect(Object.keys(claims).sort()).toEqual([
      'auth_time',
      'client_id',
      'event_id',
      'exp',
      'iat',
      'iss',
      'jti',
      'origin_jti',
      'scope',
      'sub',
      'token_use',
      'username',
    ])
    expect(claims).toMatchObject({
      token_use: 'access',
      client_id: pool.client.id,
      username: 'hanako',
      iss: `https://cognito-idp.ap-northeast-1.amazonaws.com/${pool.id}`,
      exp: at() / 1000 + ExpiresIn,
      auth_time: at() / 1000,
    })
    later(ExpiresIn * 1000)
    expect(refusal(() => ask('AssociateSoftwareToken', { AccessToken }))).toMatch(/^NotAuthorizedException/)
    expect(refusal(() => ask('AssociateSoftwareToken', { AccessToken: 'a.b.c' }))).toMatch(/^NotAuthorized/)
  })
})

test('users have names once, passwords of the pool’s length, and are gone when deleted', () => {
  const create = (Username: string, TemporaryPassword = PASSWORD) =>
    ask('AdminCreateUser', { UserPoolId: pool.id, Username, TemporaryPassword })
  expect(refusal(() => create('hanako'))).toMatch(/^UsernameExistsException/)
  expect(refusal(() => create('a b'))).toMatch(/^InvalidParameterException/)
  expect(refusal(() => create('jiro', 'mijikai'))).toMatch(/^InvalidPasswordException/)
  expect(
    refusal(() => ask('AdminSetUserPassword', { UserPoolId: pool.id, Username: 'jiro', Password: OTHER })),
  ).toMatch(/^UserNotFoundException/)
  const { RefreshToken } = signIn().AuthenticationResult
  ask('AdminDeleteUser', mine())
  expect(refusal(() => signIn())).toBe(WRONG)
  expect(refusal(() => renew(RefreshToken))).toMatch(/^UserNotFoundException/)
})
