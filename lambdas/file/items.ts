import { DAY, epochSeconds, plusMs } from '../runtime/clock.ts'
import { change, type Item, isNew, isThere, type Key, put, type Step } from '../runtime/step.ts'
import type { Table } from '../runtime/table.ts'

/** A file of the tenant: its bytes lie in the bucket under its id, what it is called here. */
export interface FileItem {
  readonly id: string
  /** `rows`: what a dry run found, beside its import. */
  readonly purpose: 'roster' | 'made' | 'rows'
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
/** Files whose bytes are still there, by the end of their time. */
export const keptPartition = (prefix: string) => `${prefix}KEPT`

const itemOf = (prefix: string, one: FileItem): Item => ({
  ...fileKey(prefix, one.id),
  ...one,
  outPk: keptPartition(prefix),
  outSk: one.until,
  expiresAt: epochSeconds(plusMs(one.until, 30 * DAY)),
})
export const newFile = (prefix: string, one: FileItem): Step => put(itemOf(prefix, one), isNew)
/** The same for one that a slice of a job may have kept before. */
export const keptAgain = (prefix: string, one: FileItem): Step => put(itemOf(prefix, one))

/** The bytes are gone; the row stays a while, so that whoever asks is told why. */
export const forgottenStep = (file: Item & FileItem, now: string): Step =>
  change(file, { set: { goneAt: now }, drop: ['outPk', 'outSk'] }, isThere)

export const readFile = async (table: Table, id: string): Promise<(Item & FileItem) | undefined> =>
  (await table.get(fileKey(table.prefix, id), { consistent: true })) as (Item & FileItem) | undefined
