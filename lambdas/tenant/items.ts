import * as z from 'zod'
import { companyKey, EMPTY_SLOTS, rosterShardsFor } from '../company/items.ts'
import { type Item, isNew, put, type Step } from '../runtime/step.ts'
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
})
export type TenantItem = z.output<typeof TenantItem>

/** A pool as its stack made it: the issuer is the tenant from here on. */
export interface MadeIdentity {
  readonly poolId: string
  readonly clientId: string
  readonly issuer: string
  readonly keys: readonly Record<string, unknown>[]
}

/** Rows of the registry, for the operating company. */
export const registrySteps = (one: TenantItem, identity: MadeIdentity): Step[] =>
  [
    put({ pk: `CODE#${one.code}`, sk: 'CODE', tenantId: one.id, issuer: identity.issuer }, isNew),
    put(
      {
        pk: `ISS#${identity.issuer}`,
        sk: 'ISS',
        ...identity,
        tenantId: one.id,
        code: one.code,
        state: one.state,
      },
      isNew,
    ),
    put({ pk: `TEN#${one.id}`, sk: 'TENANT', ...one, listPk: 'TENANTS', listSk: one.createdAt }, isNew),
  ].map((step) => ({ ...step, table: 'registry' as const }))

/** The company's own item, under its tenant; made once. */
export const companyStep = (one: TenantItem, identity: MadeIdentity): Step =>
  put(
    {
      ...companyKey(`T#${one.id}#`),
      name: one.name,
      code: one.code,
      fiscalStartMonth: one.fiscalStartMonth,
      seats: one.seats,
      slots: EMPTY_SLOTS,
      poolId: identity.poolId,
      clientId: identity.clientId,
      rosterShards: rosterShardsFor(one.seats),
      version: 1,
    },
    isNew,
  )

export const readTenants = async (registry: Table): Promise<TenantItem[]> => {
  const found: Item[] = []
  let cursor: string | undefined
  do {
    const page = await registry.list({ pk: 'TENANTS', index: 'list', cursor })
    found.push(...page.items)
    cursor = page.cursor
  } while (cursor)
  return found.map((item) => TenantItem.parse(item))
}
