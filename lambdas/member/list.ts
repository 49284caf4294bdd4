import type { Call } from '../runtime/call.ts'
import type { Item } from '../runtime/step.ts'
import { walk } from '../runtime/walk.ts'
import {
  asToken,
  findPartitions,
  folded,
  newcomerPartitions,
  type Profile,
  profileKey,
  profileOf,
  rosterPartitions,
} from './items.ts'
import type { MemberState } from './schema.ts'
import { normalUserId } from './user-id.ts'

const PAGE = 50

export interface Asked {
  readonly state?: MemberState | undefined
  readonly deptKey?: string | undefined
  readonly neverSignedIn?: boolean | undefined
  readonly query?: string | undefined
  readonly cursor?: string | undefined
}

type PageOf<T> = Promise<{ items: T[]; cursor?: string }>

/** People whose ID, name or part of a name begins with the words: one query and one read by key. */
const found = async (call: Call, shards: number, words: string): PageOf<Profile> => {
  const { table, tenancy } = call
  const begins = [...new Set([normalUserId(words), folded(words)].map(asToken))].filter(Boolean)
  const pages = await Promise.all(
    findPartitions(tenancy.prefix, shards).flatMap((pk) =>
      begins.map((one) => table.list({ pk, begins: one, limit: PAGE })),
    ),
  )
  const ids = [...new Set(pages.flatMap((page) => page.items.map((item) => String(item.memberId))))].slice(
    0,
    PAGE,
  )
  const items = await table.many(ids.map((id) => profileKey(tenancy.prefix, id)))
  return { items: items.map(profileOf).sort((a, b) => (a.id < b.id ? -1 : 1)) }
}

const byKey = async (call: Call, rows: readonly Item[]) => {
  const items = new Map((await call.table.many(rows)).map((item) => [item.pk, item]))
  return rows.flatMap((row) => items.get(row.pk) ?? [])
}

/** One page of people, by what was asked: words, those who never signed in, or a state (利用中 if none) and department. */
export const listed = async (call: Call, shards: number, asked: Asked): PageOf<Profile> => {
  const { prefix } = call.tenancy
  if (asked.query) return found(call, shards, asked.query)
  const dept = asked.deptKey ?? ''
  const [partitions, index, begins] = asked.neverSignedIn
    ? ([newcomerPartitions(prefix, shards), 'out', dept] as const)
    : ([rosterPartitions(prefix, shards), 'list', `${asked.state ?? 'active'}#${dept}`] as const)
  const page = await walk(call.table, partitions, { index, begins }, PAGE, asked.cursor)
  // The index of things outstanding holds keys alone.
  const items = index === 'out' ? await byKey(call, page.items) : page.items
  return { ...page, items: items.map(profileOf) }
}
