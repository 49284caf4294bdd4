import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts'
import { type Credentials, env, makeClient } from './aws.ts'
import { lru } from './lru.ts'

const LIFE_SECONDS = 3600
/** STS allows 600 calls/s an account: sessions are held per tenant and renewed at 80 % of their life. */
const held = lru<{ credentials: Promise<Credentials>; renewAt: number }>(2_000)
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
    // A client asks anew five minutes before this end; at the real one it would have signed forms that outlive it.
    expiration: new Date(Math.min(Number(got.Expiration ?? Number.POSITIVE_INFINITY), renewAt + 300_000)),
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
