import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms'
import { identityOf } from '../../lambdas/identity/pool.ts'
import { mailKey } from '../../lambdas/mail/items.ts'
import { makeClient } from '../../lambdas/runtime/aws.ts'
import { NotFounded } from '../../lambdas/tenant/found.ts'
import { connect } from '../people/connect.ts'
import type { Company } from './check.ts'
import { clearAway } from './clear-away.ts'
import { runChecks } from './run.ts'
import { tenantSessions } from './tenant-session.ts'
import { throwAway } from './throw-away.ts'

const setPassword = (pool: { poolId: string; clientId: string }, memberId: string, password: string) => {
  const identity = identityOf(pool)
  return identity.create(memberId, password).then(() => identity.setPassword(memberId, password, true))
}

/** Founds two throw-away companies, runs the checks, and removes everything again, whatever they found. */
export const smoke = async (name: string | undefined, say: (line: string) => void): Promise<number> => {
  if (!/^[a-z][a-z0-9]{1,11}$/.test(name ?? ''))
    throw new NotFounded('--stage STAGE names the deployed stage, for example npm run smoke -- --stage dev.')
  const stage = await connect({ stage: String(name) })
  const { names } = stage
  const kms = makeClient(KMSClient)
  const keyId = async (alias: string) => {
    const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: `alias/${names.of(alias)}` }))
    return String(KeyMetadata?.KeyId)
  }
  const [data, session] = await Promise.all([keyId('data'), keyId('session')])
  const mailIdentity = new URL(stage.siteOrigin).host.replace(/^app\./, '')
  const made: Company[] = []
  const sessions = await tenantSessions(names, { data, session, mailIdentity })
  try {
    const founder = { ...stage, reason: 'smoke test' }
    for (let n = 0; n < 2; n++) made.push(await throwAway(founder, setPassword))
    const [own, other] = made as [Company, Company]
    return await runChecks(
      {
        api: stage.apiOrigin,
        site: stage.siteOrigin,
        tables: names.tables,
        buckets: names.buckets,
        dataKey: data,
        own,
        other,
        session: sessions.of,
        mailState: async () => {
          const row = await stage.registry.get(mailKey(`T#${own.id}#`, own.mailId), { table: 'app' })
          return row && String(row.state)
        },
        waitMs: 120_000,
      },
      say,
    )
  } finally {
    for (const one of made)
      await clearAway(names, one).catch((error: Error) =>
        say(`left behind: ${one.code} (${one.id}): ${error.message}`),
      )
    await sessions
      .remove()
      .catch((error: Error) => say(`left behind: the stack ${names.of('smoke')}: ${error.message}`))
  }
}
