import type { Operation } from '../runtime/call.ts'
import { readTenants } from './items.ts'

export const list: Operation<'tenant.list'> = async (call) => ({
  tenants: (await readTenants(call.table)).map(({ id, code, name, state, createdAt }) => ({
    id,
    code,
    name,
    state,
    createdAt,
  })),
})
