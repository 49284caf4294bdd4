import { CfnUserPool, CfnUserPoolClient } from 'aws-cdk-lib/aws-cognito'
import type { Construct } from 'constructs'
import type { OPERATOR_POOL } from '../pools.ts'

type Settings = typeof OPERATOR_POOL

/** A user pool and its one client, as the settings say: no sign-up, no mail, no OAuth, no attribute a user could write. */
export const makePool = (
  scope: Construct,
  id: string,
  name: string,
  settings: Settings,
  more: { tags: Record<string, string>; protect: string },
) => {
  const pool = new CfnUserPool(scope, id, {
    userPoolName: name,
    userPoolTier: 'ESSENTIALS',
    adminCreateUserConfig: { allowAdminCreateUserOnly: true },
    accountRecoverySetting: { recoveryMechanisms: [{ name: 'admin_only', priority: 1 }] },
    deletionProtection: more.protect,
    mfaConfiguration: settings.mfa,
    enabledMfas: ['SOFTWARE_TOKEN_MFA'],
    policies: {
      passwordPolicy: {
        minimumLength: settings.minimumLength,
        requireLowercase: false,
        requireNumbers: false,
        requireSymbols: false,
        requireUppercase: false,
        temporaryPasswordValidityDays: settings.temporaryDays,
      },
    },
    usernameConfiguration: { caseSensitive: true },
    userPoolTags: more.tags,
  })
  const client = new CfnUserPoolClient(scope, `${id}Client`, {
    userPoolId: pool.ref,
    generateSecret: true,
    explicitAuthFlows: [...settings.flows],
    allowedOAuthFlowsUserPoolClient: false,
    preventUserExistenceErrors: 'ENABLED',
    enableTokenRevocation: true,
    accessTokenValidity: settings.accessSeconds / 60,
    idTokenValidity: settings.accessSeconds / 60,
    refreshTokenValidity: settings.refreshSeconds / 3600,
    tokenValidityUnits: { accessToken: 'minutes', idToken: 'minutes', refreshToken: 'hours' },
    refreshTokenRotation: { feature: 'ENABLED', retryGracePeriodSeconds: settings.rotationGraceSeconds },
    readAttributes: ['sub'],
    writeAttributes: [],
  })
  // CDK drops an empty list, and without one the client may write every standard attribute.
  client.addPropertyOverride('WriteAttributes', ['zoneinfo'])
  client.addPropertyDeletionOverride('ReadAttributes')
  return { pool, client }
}
