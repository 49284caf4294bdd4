import { GetObjectCommand } from '@aws-sdk/client-s3'
import type { Files } from '../file/files.ts'
import { wrongCursor } from '../runtime/cursor.ts'
import type { ImportItem } from './items.ts'
import type { Judged } from './judge.ts'
import type { RosterRow } from './schema.ts'

const PAGE = 50
const PIECE = 128 * 1024
export const VERDICTS = ['new', 'change', 'same', 'confirm', 'error'] as const

/** The judged rows lie as lines of JSON, once all together and once by verdict, so that any page is one ranged read. */
export const rowsFile = (importId: string, verdict: RosterRow['verdict'] | 'all') => `${importId}.${verdict}`

const rangeOf = async (files: Files, id: string, start: number): Promise<Buffer> => {
  const Range = `bytes=${start}-${start + PIECE - 1}`
  try {
    const { Body } = await files.client.send(new GetObjectCommand({ ...files.at(id), Range }))
    return Buffer.from((await Body?.transformToByteArray()) ?? [])
  } catch (error) {
    if (error instanceof Error && error.name === 'InvalidRange') throw wrongCursor()
    throw error
  }
}

/** One page of rows; the cursor is the byte at which the next begins. */
export const rowsPage = async (
  files: Files,
  one: ImportItem,
  verdict: RosterRow['verdict'] | undefined,
  cursor: string | undefined,
) => {
  const from = cursor ? Number(Buffer.from(cursor, 'base64url').toString() || Number.NaN) : 0
  if (!Number.isSafeInteger(from) || from < 0) throw wrongCursor()
  const total = verdict
    ? ((verdict === 'missing' ? one.missing : one.counts?.[verdict]) ?? 0)
    : Object.values(one.counts ?? {}).reduce((sum, n) => sum + n, 0)
  if (total === 0) return { rows: [] }
  // One byte more, to see that the line before ends here: a cursor made by hand points anywhere.
  const start = Math.max(0, from - 1)
  const bytes = await rangeOf(files, rowsFile(one.id, verdict ?? 'all'), start)
  const rows: RosterRow[] = []
  let at = from - start
  if (at > 0 && bytes[0] !== 10) throw wrongCursor()
  while (rows.length < PAGE) {
    const end = bytes.indexOf(10, at)
    if (end < 0) break
    rows.push((JSON.parse(bytes.subarray(at, end).toString()) as Judged).row)
    at = end + 1
  }
  const more = at < bytes.length || bytes.length === PIECE
  return { rows, ...(more ? { cursor: Buffer.from(String(start + at)).toString('base64url') } : {}) }
}

/** All judged rows, in the order of the file. */
export async function* judgedRows(
  files: Files,
  importId: string,
  verdict: RosterRow['verdict'] | 'all' = 'all',
): AsyncGenerator<Judged> {
  let rest = ''
  const decoder = new TextDecoder()
  for await (const chunk of await files.read(rowsFile(importId, verdict))) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) yield JSON.parse(line) as Judged
  }
}
