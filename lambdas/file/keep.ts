import type { Result, Work } from '../job/work.ts'
import { HOUR, plusMs } from '../runtime/clock.ts'
import { stampOf } from '../runtime/tokyo.ts'
import { type About, EXTENSION, type Format, type Rows, sheetChunks, TYPE } from '../sheet/write.ts'
import { filesIn } from './files.ts'
import { newFile } from './items.ts'
import { upload } from './upload.ts'

/** Files made for download are kept a day. */
const KEPT_MS = 24 * HOUR

interface Table {
  /** Without stamp and ending. */
  readonly name: string
  readonly format: Format
  readonly header: readonly string[]
  readonly rows: Rows
  readonly about: About
}

/** Keeps bytes as a file of the tenant, to be fetched for a day. */
export const keepBytes = async (
  work: Work,
  name: string,
  type: string,
  chunks: AsyncIterable<Uint8Array>,
  onlyFor?: string,
): Promise<NonNullable<Result>> => {
  const { tenancy, job, newId, now } = work
  const fileId = newId('fil')
  const size = await upload(filesIn(tenancy), fileId, type, chunks)
  const file = {
    id: fileId,
    purpose: 'made' as const,
    name,
    type,
    by: job.by,
    at: now(),
    until: plusMs(now(), KEPT_MS),
    size,
    ...(onlyFor ? { onlyFor } : {}),
  }
  await tenancy.table.together([newFile(tenancy.prefix, file)])
  return { fileId, fileName: name }
}

/** Writes a table as a file, `<name>_<YYYYMMDD-HHmm>.<ending>`. */
export const keepFile = (work: Work, table: Table, onlyFor?: string): Promise<NonNullable<Result>> =>
  keepBytes(
    work,
    `${table.name}_${stampOf(work.now())}.${EXTENSION[table.format]}`,
    TYPE[table.format],
    sheetChunks(table.format, table.header, table.rows, table.about),
    onlyFor,
  )
