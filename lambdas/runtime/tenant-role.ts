import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts'
import { type Credentials, env, makeClient } from './aws.ts'
import { lru } from './lru.ts'

interface Held {
  credentials: Promise<Credentials>
  renewAt: number
}

const LIFE_SECONDS = 3600
/** A client asks for the next ones when its own have five minutes left. */
const CLIENT_MARGIN_MS = 5 * 60_000
/** STS allows 600 calls/s an account: sessions are held per tenant and renewed at 80 % of their life. */
const held = lru<Held>(2_000)
let sts: STSClient | undefined

const assume = async (tenantId: string, renewAt: number): Promise<Credentials> => {
  sts ??= makeClient(STSClient)
  const { Credentials: got } = await sts.send(
    new AssumeRoleCommand({
      RoleArn: env('TENANT_ROLE_ARN'),
      RoleSessionName: `kizuki-${tenantId}`,
      DurationSeconds: LIFE_SECONDS,
      Tags: [{ Key: 'tenant', Value: tenantId }],
    }),
  )
  if (!got?.AccessKeyId || !got.SecretAccessKey) throw new Error('no credentials for the tenant role')
  return {
    accessKeyId: got.AccessKeyId,
    secretAccessKey: got.SecretAccessKey,
    ...(got.SessionToken ? { sessionToken: got.SessionToken } : {}),
    // Without an end a client would take them for good; with their real one it would sign forms that end before their time.
    expiration: new Date(
      Math.min(got.Expiration?.getTime() ?? Number.POSITIVE_INFINITY, renewAt + CLIENT_MARGIN_MS),
    ),
  }
}

/** Credentials of TenantRole, tagged with one tenant: whoever holds them can reach that tenant's rows and no other's. */
export const credentialsOf = (tenantId: string) => (): Promise<Credentials> => {
  // The life of AWS credentials runs on the real clock, not on one that a test moved.
  const now = performance.timeOrigin + performance.now()
  const mine = held.get(tenantId)
  if (mine && now < mine.renewAt) return mine.credentials
  const renewAt = now + LIFE_SECONDS * 800
  const credentials = assume(tenantId, renewAt)
  held.set(tenantId, { credentials, renewAt })
  credentials.catch(() => held.delete(tenantId))
  return credentials
}
