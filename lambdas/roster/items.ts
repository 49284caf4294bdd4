import { type Item, isNew, type Key, put, type Step } from '../runtime/step.ts'
import type { Table } from '../runtime/table.ts'
import type { Import } from './schema.ts'

/** An import from its dry run to its result. The judged rows lie as lines of JSON in a file of the tenant. */
export interface ImportItem extends Omit<Import, 'id' | 'jobId' | 'fileId'> {
  readonly id: string
  readonly jobId: string
  readonly fileId: string
  readonly by: string
  readonly at: string
  readonly ticked?: 'all' | readonly number[]
}

export const importKey = (prefix: string, id: string): Key => ({ pk: `${prefix}IMP#${id}`, sk: 'IMP' })

export const newImport = (prefix: string, one: ImportItem): Step =>
  put({ ...importKey(prefix, one.id), ...one, listPk: `${prefix}IMPS`, listSk: one.at }, isNew)

export const readImport = async (table: Table, id: string) =>
  (await table.get(importKey(table.prefix, id), { consistent: true })) as (Item & ImportItem) | undefined
