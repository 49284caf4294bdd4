import { filesIn } from '../file/files.ts'
import { type FileItem, forgottenStep, keptPartition } from '../file/items.ts'
import type { Item } from '../runtime/step.ts'
import type { Tenancy } from '../runtime/tenancy.ts'
import { each } from '../runtime/walk.ts'

/** Erases the bytes of files whose time is over: slips hold passwords, uploads a copy of the roster. */
export const sweepFiles = async (tenancy: Tenancy, now: string): Promise<number> => {
  let count = 0
  for await (const page of each(tenancy.table, [keptPartition(tenancy.prefix)], {
    index: 'out',
    from: '0',
    to: now,
  }))
    for (const key of page) {
      const file = (await tenancy.table.get(key, { consistent: true })) as (Item & FileItem) | undefined
      if (!file || file.until > now) continue
      await filesIn(tenancy).remove(file.id)
      await tenancy.table.together([forgottenStep(file, now)])
      count++
    }
  return count
}
