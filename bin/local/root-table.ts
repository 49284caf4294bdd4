import { tableOf } from '../../lambdas/runtime/table.ts'
import type { Cloud } from './cloud.ts'
import { running } from './door.ts'

/** The tables without a tenant's bounds, for seeding and for looking from outside: the machine's owner, as no function is. */
export const rootTable = (_cloud: Cloud) => {
  const table = tableOf('')
  const asRoot =
    <A extends unknown[], R>(call: (...how: A) => Promise<R>) =>
    (...how: A) =>
      running.run('root', () => call(...how))
  return {
    ...table,
    get: asRoot(table.get),
    many: asRoot(table.many),
    list: asRoot(table.list),
    put: asRoot(table.put),
    change: asRoot(table.change),
    remove: asRoot(table.remove),
    together: asRoot(table.together),
  }
}
