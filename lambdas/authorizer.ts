import type { APIGatewayAuthorizerResult, APIGatewayRequestAuthorizerEvent } from 'aws-lambda'
import { cookieOf, realmOf } from './runtime/cookies.ts'
import { log } from './runtime/log.ts'
import { verifyToken } from './runtime/token.ts'

const policy = (
  effect: 'Allow' | 'Deny',
  resource: string,
  principalId: string,
  context: Record<string, string>,
): APIGatewayAuthorizerResult => ({
  principalId,
  policyDocument: {
    Version: '2012-10-17',
    Statement: [{ Action: 'execute-api:Invoke', Effect: effect, Resource: resource }],
  },
  context,
})

/**
 * Who asks: the access token's issuer is the tenant. Cryptography and the registry row (held ≤ 60 s) alone; whether the
 * session still stands is asked by the door at each request. Refusals throw `Unauthorized`, which the gateway answers 401.
 */
export const handler = async (
  event: APIGatewayRequestAuthorizerEvent,
): Promise<APIGatewayAuthorizerResult> => {
  const headers = Object.fromEntries(
    Object.entries(event.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  )
  const realm = realmOf(headers, event.path)
  const token = cookieOf(headers.cookie, realm)
  const proved = await verifyToken(token)
  if (!proved || (realm === 'operator') === Boolean(proved.issuer.tenantId)) {
    if (token) log.security('an access token was refused', { path: event.path })
    throw new Error('Unauthorized')
  }
  const { issuer, username, session } = proved
  if (!issuer.tenantId) return policy('Allow', event.methodArn, username, { operator: username, session })
  return policy('Allow', event.methodArn, username, {
    tenant: issuer.tenantId,
    member: username,
    session,
    pool: issuer.poolId,
    client: issuer.clientId,
    state: issuer.state,
  })
}
