import { wrongCursor } from './cursor.ts'
import type { Item } from './step.ts'
import type { Listing, Table } from './table.ts'

const parse = (cursor: string | undefined): [at: number, rest: string | undefined] => {
  if (!cursor) return [0, undefined]
  const [, at, rest] = /^(\d{1,6}) ([\w-]*)$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  if (at === undefined) throw wrongCursor()
  return [Number(at), rest || undefined]
}

const next = (at: number, rest: string | undefined) =>
  Buffer.from(`${at} ${rest ?? ''}`).toString('base64url')

/**
 * One page over partitions that follow one another (the shards of a list): each is read to its end before the next
 * begins, so a page costs one query, or two where it crosses a border.
 */
export const walk = async (
  table: Table,
  partitions: readonly string[],
  how: Omit<Listing, 'pk' | 'cursor'>,
  limit: number,
  cursor: string | undefined,
): Promise<{ items: Item[]; cursor?: string }> => {
  const items: Item[] = []
  let [at, rest] = parse(cursor)
  while (at < partitions.length && items.length < limit) {
    const pk = partitions[at] as string
    const page = await table.list({ ...how, pk, limit: limit - items.length, cursor: rest })
    items.push(...page.items)
    rest = page.cursor
    if (!rest) at++
  }
  return { items, ...(at < partitions.length ? { cursor: next(at, rest) } : {}) }
}

const AHEAD = 4

/**
 * The same for partitions that may each hold little: several are asked at once, so that a page is one round of calls. It
 * ends early rather than cut into a partition that does not fit whole.
 */
export const walkAhead: typeof walk = async (table, partitions, how, limit, cursor) => {
  const items: Item[] = []
  let [at, rest] = parse(cursor)
  const pages = await Promise.all(
    partitions
      .slice(at, at + AHEAD)
      .map((pk, i) => table.list({ ...how, pk, limit, cursor: i === 0 ? rest : undefined })),
  )
  for (const page of pages) {
    if (items.length > 0 && items.length + page.items.length > limit) break
    items.push(...page.items)
    rest = page.cursor
    if (rest) break
    at++
  }
  return { items, ...(at < partitions.length ? { cursor: next(at, rest) } : {}) }
}

/** All items of partitions, page by page; the caller keeps none longer than it needs. */
export async function* each(
  table: Table,
  partitions: readonly string[],
  how: Omit<Listing, 'pk' | 'cursor'>,
): AsyncGenerator<Item[]> {
  for (const pk of partitions) {
    let cursor: string | undefined
    do {
      const page = await table.list({ ...how, pk, cursor })
      if (page.items.length > 0) yield page.items
      cursor = page.cursor
    } while (cursor)
  }
}
