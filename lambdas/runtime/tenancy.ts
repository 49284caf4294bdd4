import { filesOf } from './files.ts'
import { identityOf, type Pool } from './identity.ts'
import { lru } from './lru.ts'
import { queueOf } from './queue.ts'
import { sealOf } from './seal.ts'
import { sharedOf } from './shared.ts'
import { tableOf } from './table.ts'
import { credentialsOf } from './tenant-role.ts'

const TENANT_ID = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/

/** Parses a tenant id in the one place where it becomes authority (layer 0 of isolation). */
const checked = (id: string) => {
  if (!TENANT_ID.test(id)) throw new Error('not a tenant id')
  return id
}

const once = <T>(make: () => T) => {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}

const make = (id: string, pool: Pool) => {
  const credentials = credentialsOf(checked(id))
  const parts = {
    table: once(() => tableOf(`T#${id}#`, credentials)),
    identity: once(() => identityOf(pool, credentials)),
    files: once(() => filesOf(id, credentials)),
    shared: once(() => sharedOf(credentials)),
    seal: once(() => sealOf(id, credentials)),
    send: once(() => queueOf(credentials)),
  }
  return {
    id,
    prefix: `T#${id}#`,
    pool,
    get table() {
      return parts.table()
    },
    get identity() {
      return parts.identity()
    },
    get files() {
      return parts.files()
    },
    get shared() {
      return parts.shared()
    },
    get seal() {
      return parts.seal()
    },
    get send() {
      return parts.send()
    },
  }
}

const held = lru<ReturnType<typeof make>>(500)

/** Everything a request may touch of one tenant, by that tenant's own session of TenantRole. Held: clients are dear. */
export const tenancyOf = (id: string, pool: Pool): Tenancy => {
  const key = `${id} ${pool.poolId} ${pool.clientId}`
  return held.get(key) ?? held.set(key, make(id, pool))
}
export type Tenancy = ReturnType<typeof make>
/** Tests and the local service start clouds anew under the same process. */
export const forgetTenancies = () => held.clear()
