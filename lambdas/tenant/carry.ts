import { rosterShardsFor } from '../company/items.ts'
import { nowInstant } from '../runtime/clock.ts'
import { change, isThere, Refused } from '../runtime/step.ts'
import type { Table } from '../runtime/table.ts'
import { tenancyOf } from '../runtime/tenancy.ts'
import { appoint } from './appoint.ts'
import { applied, isOpen, readCards } from './card.ts'
import { companyStep, inRegistry, readTenant, tenantKey } from './items.ts'

const unlessThere = async (act: Promise<void>) => {
  await act.catch((error) => {
    if (!(error instanceof Refused)) throw error
  })
}

/**
 * Carries what the registry wishes of a tenant into its own rows, in a session of that tenant: the company's item first, its
 * administrators once it is open. Whatever was carried already is left alone.
 */
export const carryRegistry = async (registry: Table, tenantId: string): Promise<void> => {
  const one = await readTenant(registry, tenantId)
  if (!one?.poolId || !one.clientId) return
  const tenancy = tenancyOf(one.id, { poolId: one.poolId, clientId: one.clientId })
  if (!one.settledAt) {
    await unlessThere(tenancy.table.together([companyStep(one)]))
    await registry.together([
      inRegistry(change(tenantKey(one.id), { set: { settledAt: nowInstant() } }, isThere)),
    ])
  }
  if (one.state === 'preparing') return
  for (const card of (await readCards(registry, one.id)).filter(isOpen)) {
    const now = nowInstant()
    const { memberId, refused } = await appoint(tenancy, rosterShardsFor(one.seats), card, now)
    const set = refused ? { refused } : { memberId, appliedAt: now }
    await unlessThere(registry.together([applied(one.id, card, set)]))
  }
}
