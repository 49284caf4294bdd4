import type { Credentials } from './aws.ts'
import { lru } from './lru.ts'
import { sharedOf } from './shared.ts'
import { tableOf } from './table.ts'
import { credentialsOf } from './tenant-role.ts'

const TENANT_ID = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/

/** The tenant's user pool and the one client of it. */
export interface Pool {
  readonly poolId: string
  readonly clientId: string
}

/** One tenant as a request may touch it, by that tenant's own session of TenantRole. */
export interface Tenancy {
  readonly id: string
  /** Begins every key: `T#<tenant>#`. */
  readonly prefix: string
  readonly pool: Pool
  readonly credentials: () => Promise<Credentials>
  readonly table: ReturnType<typeof tableOf>
  readonly shared: ReturnType<typeof sharedOf>
}

/** Parses a tenant id in the one place where it becomes authority (layer 0 of isolation). */
const make = (id: string, pool: Pool): Tenancy => {
  if (!TENANT_ID.test(id)) throw new Error('not a tenant id')
  const credentials = credentialsOf(id)
  const prefix = `T#${id}#`
  return { id, prefix, pool, credentials, table: tableOf(prefix, credentials), shared: sharedOf(credentials) }
}

const held = lru<Tenancy>(500)

/** Held, because clients are dear. */
export const tenancyOf = (id: string, pool: Pool): Tenancy => {
  const key = `${id} ${pool.poolId} ${pool.clientId}`
  return held.get(key) ?? held.set(key, make(id, pool))
}

/** Tests and the local service start clouds anew under the same process. */
export const forgetTenancies = () => held.clear()

/** A further capability of a tenancy, made at its first use by the rooms that need it (and bundled with them alone). */
export const perTenancy = <T>(make: (tenancy: Tenancy) => T) => {
  const made = new WeakMap<Tenancy, T>()
  return (tenancy: Tenancy): T => {
    const mine = made.get(tenancy) ?? make(tenancy)
    made.set(tenancy, mine)
    return mine
  }
}
