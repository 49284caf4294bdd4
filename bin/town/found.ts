import { rosterShardsFor } from '../../lambdas/company/items.ts'
import { memberChange, newProfile, type Profile } from '../../lambdas/member/items.ts'
import { normalUserId } from '../../lambdas/member/user-id.ts'
import { enlistOperator } from '../../lambdas/operator/enlist.ts'
import { nowInstant, nowMs } from '../../lambdas/runtime/clock.ts'
import { change } from '../../lambdas/runtime/step.ts'
import { tableOf } from '../../lambdas/runtime/table.ts'
import { ulid } from '../../lambdas/runtime/ulid.ts'
import { carryRegistry } from '../../lambdas/tenant/carry.ts'
import { type Founder, type Founding, foundTenant } from '../../lambdas/tenant/found.ts'
import { identitiesBy } from '../../lambdas/tenant/identity.ts'
import { inRegistry } from '../../lambdas/tenant/items.ts'
import { tenantStackName } from '../../lib/names.ts'
import type { Cloud } from '../local/cloud.ts'
import { running } from '../local/door.ts'
import { tenantTemplateText } from '../local/pool-template.ts'
import { rootTable } from '../local/root-table.ts'

/** Founds in the embedded cloud: by the machine's owner, with the worker called at once instead of through its queue. */
export const localFounder = (cloud: Cloud): Founder => {
  const rows = tableOf('TEN', undefined, 'registry')
  const identity = identitiesBy({
    stackName: tenantStackName,
    template: { TemplateBody: tenantTemplateText(cloud.names.stage) },
    keysFrom: cloud.env.AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER,
  })
  return {
    registry: rootTable(cloud),
    by: 'town',
    reason: 'sample world',
    identity: (tenantId) => running.run('root', () => identity(tenantId)),
    carry: (tenantId) => running.run('jobs', () => carryRegistry(rows, tenantId)),
  }
}

/** Held, because clients are dear. */
const founders = new WeakMap<Cloud, Founder>()
const founderOf = (cloud: Cloud): Founder => {
  const held = founders.get(cloud) ?? localFounder(cloud)
  founders.set(cloud, held)
  return held
}

/** A company as the operating company sets it up. */
export const foundCompany = async (
  cloud: Cloud,
  given: Omit<Founding, 'fiscalStartMonth'> & { fiscalStartMonth?: number },
) => {
  const one = await foundTenant(founderOf(cloud), { fiscalStartMonth: 4, ...given })
  const [poolId, clientId, issuer] = [String(one.poolId), String(one.clientId), String(one.issuer)]
  const keys = [cloud.pools.get(poolId)?.key.jwk ?? {}]
  return { ...one, prefix: `T#${one.id}#`, identity: { poolId, clientId, issuer, keys } }
}
export type Company = Awaited<ReturnType<typeof foundCompany>>

/** Adds a person with an own password, or with a temporary one; without either they are on the roster alone. */
export const addPerson = async (
  cloud: Cloud,
  company: Company,
  person: Partial<Profile> & { userId: string; password?: string; temporary?: string },
): Promise<Profile> => {
  const { password, temporary, ...fields } = person
  const base = newProfile({
    id: `mem_${ulid(nowMs())}`,
    normal: normalUserId(person.userId),
    addedAt: nowInstant(),
    ...fields,
  })
  const one: Profile = { ...base, ...fields, ...(password ? { firstSignedInAt: nowInstant() } : {}) }
  await rootTable(cloud).together(
    memberChange(company.prefix, rosterShardsFor(company.seats), undefined, one),
  )
  const first = password ?? temporary
  if (first) setPassword(cloud, company.identity.poolId, one.id, first, password !== undefined)
  return one
}

/** Makes the pool user with a password of one's own or a temporary one. */
export const setPassword = (
  cloud: Cloud,
  UserPoolId: string,
  Username: string,
  password: string,
  own: boolean,
) => {
  const call = (verb: string, body: object) => cloud.cognito[verb]?.({ UserPoolId, Username, ...body })
  call('AdminCreateUser', { TemporaryPassword: own ? `${password}-first` : password })
  if (own) call('AdminSetUserPassword', { Password: password, Permanent: true })
}

/** An operator with a password of their own, as if the link had been used. */
export const addOperator = async (cloud: Cloud, userId: string, name: string, password: string) => {
  const { registry, by, reason } = founderOf(cloud)
  const identity = cloud.operatorIdentity()
  const UserPoolId = identity.poolId
  const { id } = await enlistOperator(
    {
      registry,
      by,
      reason,
      identity,
      pool: {
        create: async (Username, TemporaryPassword) =>
          void cloud.cognito.AdminCreateUser?.({ UserPoolId, Username, TemporaryPassword }),
      },
    },
    { userId, name },
  )
  cloud.cognito.AdminSetUserPassword?.({ UserPoolId, Username: id, Password: password, Permanent: true })
  const idRow = { pk: `OPR#ID#${normalUserId(userId)}`, sk: 'ID' }
  await registry.together([inRegistry(change(idRow, { set: { signedIn: true } }))])
  return id
}
