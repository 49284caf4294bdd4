import * as z from 'zod'
import { companyKey, EMPTY_SLOTS, rosterShardsFor } from '../company/items.ts'
import { change, type Item, isNew, type Key, put, type Step } from '../runtime/step.ts'
import type { Table } from '../runtime/table.ts'
import { TenantState } from './schema.ts'

export const TenantItem = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  state: TenantState,
  createdAt: z.string(),
  seats: z.number(),
  fiscalStartMonth: z.number(),
  /** Its pool, once that stands. */
  poolId: z.string().optional(),
  clientId: z.string().optional(),
  issuer: z.string().optional(),
  /** When the company's own item was made. */
  settledAt: z.string().optional(),
})
export type TenantItem = z.output<typeof TenantItem>

/** A pool as its stack made it: the issuer is the tenant from here on. */
export interface MadeIdentity {
  readonly poolId: string
  readonly clientId: string
  readonly issuer: string
  readonly keys: readonly Record<string, unknown>[]
}

export const tenantKey = (id: string): Key => ({ pk: `TEN#${id}`, sk: 'TENANT' })
export const codeKey = (code: string): Key => ({ pk: `CODE#${code}`, sk: 'CODE' })
export const issuerKey = (issuer: string): Key => ({ pk: `ISS#${issuer}`, sk: 'ISS' })
export const inRegistry = (step: Step): Step => ({ ...step, table: 'registry' })

/** Takes the company code, for ever, and begins the tenant's life. A code without an issuer opens nothing yet. */
export const claimSteps = (one: TenantItem): Step[] =>
  [
    put({ ...codeKey(one.code), tenantId: one.id }, isNew),
    put({ ...tenantKey(one.id), ...one, listPk: 'TENANTS', listSk: one.createdAt }, isNew),
  ].map(inRegistry)

/** Binds the identity to the tenant: by code for who signs in, by issuer for who comes with a token. */
export const identitySteps = (one: TenantItem, { keys, ...identity }: MadeIdentity): Step[] =>
  [
    change(tenantKey(one.id), { set: { ...identity } }, [['issuer', 'absent']]),
    put(
      {
        ...issuerKey(identity.issuer),
        ...identity,
        keys,
        tenantId: one.id,
        code: one.code,
        state: one.state,
      },
      isNew,
    ),
    change(codeKey(one.code), { set: { issuer: identity.issuer } }, [['tenantId', '=', one.id]]),
  ].map(inRegistry)

/** Moves the tenant to another state, for the operator's lists and for the authorizer at once. */
export const stateSteps = (one: TenantItem, to: TenantItem['state']): Step[] =>
  [
    change(tenantKey(one.id), { set: { state: to } }, [['state', '=', one.state]]),
    change(issuerKey(String(one.issuer)), { set: { state: to } }, [['tenantId', '=', one.id]]),
  ].map(inRegistry)

/** The company's own item, under its tenant; made once. */
export const companyStep = (one: TenantItem): Step =>
  put(
    {
      ...companyKey(`T#${one.id}#`),
      name: one.name,
      code: one.code,
      fiscalStartMonth: one.fiscalStartMonth,
      seats: one.seats,
      slots: EMPTY_SLOTS,
      poolId: one.poolId,
      clientId: one.clientId,
      rosterShards: rosterShardsFor(one.seats),
      version: 1,
    },
    isNew,
  )

export const tenantOf = (item: Item): TenantItem => TenantItem.parse(item)

export const readTenant = async (registry: Table, id: string): Promise<TenantItem | undefined> => {
  const item = await registry.get(tenantKey(id), { consistent: true, table: 'registry' })
  return item && tenantOf(item)
}

export const tenantByCode = async (registry: Table, code: string): Promise<TenantItem | undefined> => {
  const row = await registry.get(codeKey(code), { consistent: true, table: 'registry' })
  return row && readTenant(registry, String(row.tenantId))
}

export const readTenants = async (registry: Table): Promise<TenantItem[]> => {
  const found: Item[] = []
  let cursor: string | undefined
  do {
    const page = await registry.list({ pk: 'TENANTS', index: 'list', cursor }, 'registry')
    found.push(...page.items)
    cursor = page.cursor
  } while (cursor)
  return found.map(tenantOf)
}
