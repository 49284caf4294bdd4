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

const SWEEPS = { leases: sweepLeases, errands: sweepErrands, files: sweepFiles }

/** One sweep of one tenant; its trouble stops neither the tenant's other sweeps nor other tenants. */
const swept = async (tenant: string, what: keyof typeof SWEEPS): Promise<number> => {
  try {
    return await SWEEPS[what](tenancyOf(tenant, { poolId: '', clientId: '' }), nowInstant())
  } catch (error) {
    log.error('sweep failed', {
      tenant,
      what,
      name: (error as Error).name,
      message: String((error as Error).message).slice(0, 200),
    })
    return 0
  }
}

const all = async (tenant: string) => {
  const files = await swept(tenant, 'files')
  const leases = await swept(tenant, 'leases')
  const errands = await swept(tenant, 'errands')
  if (leases + errands + files > 0) log.info('swept', { tenant, leases, errands, files })
}

/** Several tenants at once, lest those at the end of the list find the five minutes gone. */
const LANES = 8

/** Every 5 minutes: what fell due for each tenant, in a session of that tenant. */
export const handler = async (): Promise<{ tenants: number }> => {
  const tenants = (await readTenants(tableOf('TEN', undefined, 'registry'))).filter(({ state }) =>
    WORKED.has(state),
  )
  const left = tenants.map(({ id }) => id)
  const lane = async () => {
    for (let tenant = left.shift(); tenant !== undefined; tenant = left.shift()) await all(tenant)
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  return { tenants: tenants.length }
}
