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
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { makeClient } from '../../lambdas/runtime/aws.ts'
import { allowed, type Check, type Company, refused } from './check.ts'

const Username = 'smoke-nobody'
const Password = 'smoke-aikotoba-2026'
const SoftwareTokenMfaSettings = { Enabled: false, PreferredMfa: false }
const AuthParameters = { USERNAME: Username, PASSWORD: Password }

/** Every call that TenantRole may make on a pool, for somebody who is made first and removed last. */
export const callsOn = ({
  poolId: UserPoolId,
  clientId: ClientId,
}: Pick<Company, 'poolId' | 'clientId'>) => ({
  AdminCreateUser: new AdminCreateUserCommand({
    UserPoolId,
    Username,
    TemporaryPassword: Password,
    MessageAction: 'SUPPRESS',
  }),
  AdminSetUserPassword: new AdminSetUserPasswordCommand({ UserPoolId, Username, Password, Permanent: true }),
  AdminSetUserMFAPreference: new AdminSetUserMFAPreferenceCommand({
    UserPoolId,
    Username,
    SoftwareTokenMfaSettings,
  }),
  AdminInitiateAuth: new AdminInitiateAuthCommand({
    UserPoolId,
    ClientId,
    AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
    AuthParameters,
  }),
  AdminRespondToAuthChallenge: new AdminRespondToAuthChallengeCommand({
    UserPoolId,
    ClientId,
    ChallengeName: 'SOFTWARE_TOKEN_MFA',
    Session: 'smoke-without-a-session',
    ChallengeResponses: { USERNAME: Username, SOFTWARE_TOKEN_MFA_CODE: '000000' },
  }),
  AdminUserGlobalSignOut: new AdminUserGlobalSignOutCommand({ UserPoolId, Username }),
  AdminDisableUser: new AdminDisableUserCommand({ UserPoolId, Username }),
  AdminEnableUser: new AdminEnableUserCommand({ UserPoolId, Username }),
  DescribeUserPoolClient: new DescribeUserPoolClientCommand({ UserPoolId, ClientId }),
  AdminDeleteUser: new AdminDeleteUserCommand({ UserPoolId, Username }),
})
/** The pool has judged the call: a right was there. */
const JUDGED =
  /^(NotAuthorizedException|UsernameExistsException|InvalidParameterException|CodeMismatchException)$/

export const poolTags: Check = {
  name: 'pool tags',
  expected:
    'each administrative call reaches the own pool and is refused on a pool with another tenant’s tag',
  run: async ({ own, other, session }) => {
    const client = makeClient(CognitoIdentityProviderClient, session(own.id))
    const send = (command: object) => () => client.send(command as never) as Promise<unknown>
    const found: string[] = []
    for (const [verb, command] of Object.entries(callsOn(own)))
      found.push(...(await allowed(`${verb} on the own pool`, send(command), JUDGED)))
    for (const [verb, command] of Object.entries(callsOn(other)))
      found.push(...(await refused(`${verb} on a foreign pool`, send(command))))
    return found
  },
}
