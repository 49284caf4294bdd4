import { nowInstant } from './runtime/clock.ts'
import { log } from './runtime/log.ts'
import { tableOf } from './runtime/table.ts'
import { tenancyOf } from './runtime/tenancy.ts'
import { sweepErrands } from './sweep/errands.ts'
import { sweepFiles } from './sweep/files.ts'
import { sweepLeases } from './sweep/leases.ts'
import { readTenants } from './tenant/items.ts'

/** States in which a tenant's rows are still worked on. */
const WORKED = new Set(['active', 'suspended', 'cancelling', 'readOnly'])

/** Every 5 minutes: what fell due for each tenant, in a session of that tenant; one tenant's trouble stops no other. */
export const handler = async (): Promise<{ tenants: number }> => {
  const tenants = (await readTenants(tableOf('TEN', undefined, 'registry'))).filter(({ state }) =>
    WORKED.has(state),
  )
  for (const { id } of tenants) {
    const tenancy = tenancyOf(id, { poolId: '', clientId: '' })
    try {
      const leases = await sweepLeases(tenancy, nowInstant())
      const errands = await sweepErrands(tenancy, nowInstant())
      const files = await sweepFiles(tenancy, nowInstant())
      if (leases + errands + files > 0) log.info('swept', { tenant: id, leases, errands, files })
    } catch (error) {
      log.error('sweep failed', {
        tenant: id,
        name: (error as Error).name,
        message: String((error as Error).message).slice(0, 200),
      })
    }
  }
  return { tenants: tenants.length }
}
