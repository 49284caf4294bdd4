import { CfnUserPool, CfnUserPoolClient } from 'aws-cdk-lib/aws-cognito'
import type { Construct } from 'constructs'
import type { OPERATOR_POOL, TENANT_POOL } from '../pools.ts'

interface Given {
  readonly settings: typeof TENANT_POOL | typeof OPERATOR_POOL
  readonly poolName: string
  readonly protect: string
  readonly tags: Readonly<Record<string, string>>
}

/**
 * A pool that people enter through our gate alone: no self sign-up, no recovery and no mail of its own, one client with a
 * secret and one flow, and nothing about a user that the user may write.
 */
export const closedPool = (scope: Construct, { settings, poolName, protect, tags }: Given) => {
  const pool = new CfnUserPool(scope, 'Pool', {
    userPoolName: poolName,
    userPoolTags: { ...tags },
    deletionProtection: protect,
    adminCreateUserConfig: { allowAdminCreateUserOnly: true },
    accountRecoverySetting: { recoveryMechanisms: [{ name: 'admin_only', priority: 1 }] },
    autoVerifiedAttributes: [],
    usernameConfiguration: { caseSensitive: true },
    mfaConfiguration: settings.mfa,
    enabledMfas: ['SOFTWARE_TOKEN_MFA'],
    userPoolTier: 'ESSENTIALS',
    policies: {
      passwordPolicy: {
        minimumLength: settings.minimumLength,
        requireLowercase: false,
        requireUppercase: false,
        requireNumbers: false,
        requireSymbols: false,
        temporaryPasswordValidityDays: settings.temporaryDays,
      },
    },
  })
  const client = new CfnUserPoolClient(scope, 'Client', {
    userPoolId: pool.ref,
    clientName: 'gate',
    generateSecret: true,
    explicitAuthFlows: [...settings.flows],
    allowedOAuthFlowsUserPoolClient: false,
    supportedIdentityProviders: ['COGNITO'],
    preventUserExistenceErrors: 'ENABLED',
    enableTokenRevocation: true,
    // Cognito treats an absent list as "every standard attribute": one harmless name closes all others.
    readAttributes: ['locale'],
    writeAttributes: ['locale'],
    accessTokenValidity: settings.accessSeconds / 60,
    idTokenValidity: settings.accessSeconds / 60,
    refreshTokenValidity: settings.refreshSeconds / 60,
    tokenValidityUnits: { accessToken: 'minutes', idToken: 'minutes', refreshToken: 'minutes' },
    refreshTokenRotation: { feature: 'ENABLED', retryGracePeriodSeconds: settings.rotationGraceSeconds },
    authSessionValidity: 10,
  })
  return { pool, client }
}
