import { rosterShardsFor } from '../../lambdas/company/items.ts'
import { memberChange, newProfile, type Profile } from '../../lambdas/member/items.ts'
import { normalUserId } from '../../lambdas/member/user-id.ts'
import { nowInstant, nowMs } from '../../lambdas/runtime/clock.ts'
import { put, type Step } from '../../lambdas/runtime/step.ts'
import type { Table } from '../../lambdas/runtime/table.ts'
import { ulid } from '../../lambdas/runtime/ulid.ts'
import { companyStep, registrySteps, type TenantItem } from '../../lambdas/tenant/items.ts'
import type { Cloud } from '../local/cloud.ts'
import { rootTable } from '../local/root-table.ts'

/** A company as the operating company sets it up: registry rows, its own item, its identity. */
export const foundCompany = async (
  cloud: Cloud,
  given: {
    code: string
    name: string
    seats: number
    state?: TenantItem['state']
    fiscalStartMonth?: number
  },
) => {
  const id = ulid(nowMs())
  const identity = cloud.makeIdentity(id)
  const one: TenantItem = { id, state: 'active', createdAt: nowInstant(), fiscalStartMonth: 4, ...given }
  const table = rootTable(cloud)
  await table.together(registrySteps(one, identity))
  await table.together([companyStep(one, identity)])
  return { ...one, prefix: `T#${id}#`, identity }
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
  if (password ?? temporary)
    setPassword(
      cloud,
      company.identity.poolId,
      one.id,
      (password ?? temporary) as string,
      password !== undefined,
    )
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

/** An operator: lives in the registry and signs in without a company. */
export const addOperator = async (cloud: Cloud, userId: string, name: string, password: string) => {
  const id = `opr_${ulid(nowMs())}`
  const normal = normalUserId(userId)
  const table: Table = rootTable(cloud)
  const registry = (step: Step): Step => ({ ...step, table: 'registry' })
  const identity = cloud.operatorIdentity()
  const facts = { userId, state: 'active', roles: ['operator'], name }
  await table.together([
    registry(put({ pk: `ISS#${identity.issuer}`, sk: 'ISS', ...identity, state: 'active' })),
    registry(put({ pk: `OPR#U#${id}`, sk: 'PROFILE', id, ...facts })),
    registry(put({ pk: `OPR#ID#${normal}`, sk: 'ID', memberId: id, ...facts, signedIn: true })),
  ])
  setPassword(cloud, identity.poolId, id, password, true)
  return id
}
