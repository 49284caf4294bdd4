import { epochSeconds, plusMs } from '../runtime/clock.ts'
import { type Item, isNew, type Key, put, type Step } from '../runtime/step.ts'
import type { Table } from '../runtime/table.ts'

/** A file of the tenant: its bytes lie in the bucket under its id, what it is called here. */
export interface FileItem {
  readonly id: string
  readonly purpose: 'roster' | 'made'
  readonly name: string
  readonly type: string
  readonly by: string
  readonly at: string
  /** After this instant no link is given any more, and the bytes are removed. */
  readonly until: string
  readonly size?: number
  readonly sha256?: string
  /** Slips hold passwords: only who had them made may fetch them. */
  readonly onlyFor?: string
}

export const fileKey = (prefix: string, id: string): Key => ({ pk: `${prefix}FILE#${id}`, sk: 'FILE' })
export const newFile = (prefix: string, one: FileItem): Step =>
  put({ ...fileKey(prefix, one.id), ...one, expiresAt: epochSeconds(plusMs(one.until, 86_400_000)) }, isNew)

export const readFile = async (table: Table, id: string): Promise<(Item & FileItem) | undefined> =>
  (await table.get(fileKey(table.prefix, id), { consistent: true })) as (Item & FileItem) | undefined
