import { GetObjectCommand } from '@aws-sdk/client-s3'
import type { Files } from '../runtime/files.ts'
import type { ImportItem } from './items.ts'
import type { Judged } from './judge.ts'
import type { RosterRow } from './schema.ts'

const PAGE = 50
const PIECE = 128 * 1024
export const VERDICTS = ['new', 'change', 'same', 'confirm', 'error'] as const

/** The judged rows lie as lines of JSON, once all together and once by verdict, so that any page is one ranged read. */
export const rowsFile = (importId: string, verdict: RosterRow['verdict'] | 'all') => `${importId}.${verdict}`

/** One page of rows; the cursor is the byte at which the next begins. */
export const rowsPage = async (
  files: Files,
  one: ImportItem,
  verdict: RosterRow['verdict'] | undefined,
  cursor: string | undefined,
) => {
  const from = cursor ? Number(Buffer.from(cursor, 'base64url').toString()) : 0
  const total = verdict
    ? (one.counts?.[verdict] ?? 0)
    : Object.values(one.counts ?? {}).reduce((sum, n) => sum + n, 0)
  if (total === 0 || !Number.isSafeInteger(from) || from < 0) return { rows: [] }
  const { Body } = await files.client.send(
    new GetObjectCommand({
      ...files.at(rowsFile(one.id, verdict ?? 'all')),
      Range: `bytes=${from}-${from + PIECE - 1}`,
    }),
  )
  const bytes = Buffer.from((await Body?.transformToByteArray()) ?? [])
  const rows: RosterRow[] = []
  let at = 0
  while (rows.length < PAGE) {
    const end = bytes.indexOf(10, at)
    if (end < 0) break
    rows.push((JSON.parse(bytes.subarray(at, end).toString()) as Judged).row)
    at = end + 1
  }
  const more = at < bytes.length || bytes.length === PIECE
  return { rows, ...(more ? { cursor: Buffer.from(String(from + at)).toString('base64url') } : {}) }
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
