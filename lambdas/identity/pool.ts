import { createHmac } from 'node:crypto'
import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminInitiateAuthCommand,
  AdminRespondToAuthChallengeCommand,
  AdminSetUserMFAPreferenceCommand,
  AdminSetUserPasswordCommand,
  AdminUserGlobalSignOutCommand,
  AssociateSoftwareTokenCommand,
  ChangePasswordCommand,
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
  GetTokensFromRefreshTokenCommand,
  RevokeTokenCommand,
  VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { type Credentials, makeClient } from '../runtime/aws.ts'
import { lru } from '../runtime/lru.ts'
import { type Pool, perTenancy } from '../runtime/tenancy.ts'

export interface Tokens {
  readonly access: string
  readonly refresh?: string | undefined
  readonly seconds: number
}
/** Signed in, or one challenge further; `refused` for a wrong password, an unknown or a disabled user alike. */
export type SignIn =
  | { readonly kind: 'tokens'; readonly tokens: Tokens }
  | {
      readonly kind: 'challenge'
      readonly challenge: 'NEW_PASSWORD_REQUIRED' | 'SOFTWARE_TOKEN_MFA'
      readonly session: string
    }
  | { readonly kind: 'refused'; readonly why: 'credentials' | 'code' | 'password' | 'over' }

const secrets = lru<Promise<string>>(2_000)

const REFUSALS: Record<string, 'credentials' | 'code' | 'password' | 'over'> = {
  NotAuthorizedException: 'credentials',
  UserNotFoundException: 'credentials',
  CodeMismatchException: 'code',
  EnableSoftwareTokenMFAException: 'code',
  // A code that was right, but has been used: the next one is asked for.
  ExpiredCodeException: 'code',
  RefreshTokenReuseException: 'credentials',
  InvalidPasswordException: 'password',
  PasswordHistoryPolicyViolationException: 'password',
}

/** What the product asks of one user pool. User names are member ids; the pool sends no mail. */
export const identityOf = (pool: Pool, credentials?: () => Promise<Credentials>) => {
  const client = makeClient(CognitoIdentityProviderClient, credentials)
  const { poolId: UserPoolId, clientId: ClientId } = pool

  const secret = (): Promise<string> => {
    const held = secrets.get(ClientId)
    if (held) return held
    const asked = client
      .send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }))
      .then(({ UserPoolClient }) => UserPoolClient?.ClientSecret ?? '')
    asked.catch(() => secrets.delete(ClientId))
    return secrets.set(ClientId, asked)
  }
  const hash = async (Username: string) =>
    createHmac('sha256', await secret())
      .update(Username + ClientId)
      .digest('base64')

  const answer = async (
    run: () => Promise<{
      AuthenticationResult?:
        | {
            AccessToken?: string | undefined
            RefreshToken?: string | undefined
            ExpiresIn?: number | undefined
          }
        | undefined
      ChallengeName?: string | undefined
      Session?: string | undefined
    }>,
  ): Promise<SignIn> => {
    try {
      const { AuthenticationResult: got, ChallengeName, Session } = await run()
      if (got?.AccessToken)
        return {
          kind: 'tokens',
          tokens: { access: got.AccessToken, refresh: got.RefreshToken, seconds: got.ExpiresIn ?? 0 },
        }
      if ((ChallengeName === 'NEW_PASSWORD_REQUIRED' || ChallengeName === 'SOFTWARE_TOKEN_MFA') && Session)
        return { kind: 'challenge', challenge: ChallengeName, session: Session }
      throw new Error(`unexpected challenge ${ChallengeName}`)
    } catch (error) {
      const why = error instanceof Error ? REFUSALS[error.name] : undefined
      if (!why) throw error
      return { kind: 'refused', why }
    }
  }

  return {
    start: (username: string, password: string) =>
      answer(async () =>
        client.send(
          new AdminInitiateAuthCommand({
            UserPoolId,
            ClientId,
            AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
            AuthParameters: { USERNAME: username, PASSWORD: password, SECRET_HASH: await hash(username) },
          }),
        ),
      ),
    respond: (
      username: string,
      Session: string,
      ChallengeName: 'NEW_PASSWORD_REQUIRED' | 'SOFTWARE_TOKEN_MFA',
      value: string,
    ) =>
      answer(async () =>
        client.send(
          new AdminRespondToAuthChallengeCommand({
            UserPoolId,
            ClientId,
            ChallengeName,
            Session,
            ChallengeResponses: {
              USERNAME: username,
              SECRET_HASH: await hash(username),
              [ChallengeName === 'NEW_PASSWORD_REQUIRED' ? 'NEW_PASSWORD' : 'SOFTWARE_TOKEN_MFA_CODE']: value,
            },
          }),
        ),
      ).then((got) =>
        // Behind the password, "not authorized" means that the step itself is over (or was never this person's).
        got.kind === 'refused' && got.why === 'credentials' ? { ...got, why: 'over' as const } : got,
      ),
    refresh: (refreshToken: string) =>
      answer(async () =>
        client.send(
          new GetTokensFromRefreshTokenCommand({
            RefreshToken: refreshToken,
            ClientId,
            ClientSecret: await secret(),
          }),
        ),
      ),
    revoke: async (Token: string) =>
      void (await client.send(new RevokeTokenCommand({ Token, ClientId, ClientSecret: await secret() }))),
    /** Makes the user with a temporary password (demands an own one at the first sign-in); no mail is sent. */
    create: async (Username: string, TemporaryPassword: string) =>
      void (await client.send(
        new AdminCreateUserCommand({ UserPoolId, Username, TemporaryPassword, MessageAction: 'SUPPRESS' }),
      )),
    setPassword: async (Username: string, Password: string, Permanent: boolean) =>
      void (await client.send(
        new AdminSetUserPasswordCommand({ UserPoolId, Username, Password, Permanent }),
      )),
    changePassword: async (
      AccessToken: string,
      PreviousPassword: string,
      ProposedPassword: string,
    ): Promise<'done' | 'credentials' | 'password'> => {
      try {
        await client.send(new ChangePasswordCommand({ AccessToken, PreviousPassword, ProposedPassword }))
        return 'done'
      } catch (error) {
        const why = error instanceof Error ? REFUSALS[error.name] : undefined
        if (why === 'credentials' || why === 'password') return why
        throw error
      }
    },
    associate: async (AccessToken: string) => {
      const { SecretCode } = await client.send(new AssociateSoftwareTokenCommand({ AccessToken }))
      return SecretCode ?? ''
    },
    verifyTotp: async (AccessToken: string, UserCode: string): Promise<boolean> => {
      try {
        const { Status } = await client.send(new VerifySoftwareTokenCommand({ AccessToken, UserCode }))
        return Status === 'SUCCESS'
      } catch (error) {
        if (error instanceof Error && REFUSALS[error.name]) return false
        throw error
      }
    },
    preferTotp: async (Username: string, Enabled: boolean) =>
      void (await client.send(
        new AdminSetUserMFAPreferenceCommand({
          UserPoolId,
          Username,
          SoftwareTokenMfaSettings: { Enabled, PreferredMfa: Enabled },
        }),
      )),
    disable: async (Username: string) =>
      void (await client.send(new AdminDisableUserCommand({ UserPoolId, Username }))),
    enable: async (Username: string) =>
      void (await client.send(new AdminEnableUserCommand({ UserPoolId, Username }))),
    delete: async (Username: string) =>
      void (await client.send(new AdminDeleteUserCommand({ UserPoolId, Username }))),
    signOutEverywhere: async (Username: string) =>
      void (await client.send(new AdminUserGlobalSignOutCommand({ UserPoolId, Username }))),
  }
}
export type Identity = ReturnType<typeof identityOf>

export const identityIn = perTenancy(({ pool, credentials }) => identityOf(pool, credentials))
