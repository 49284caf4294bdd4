import { readDepartments } from '../department/items.ts'
import { type Profile, profileKey, profileOf, rosterPartitions } from '../member/items.ts'
import type { Table } from '../runtime/table.ts'
import { each } from '../runtime/walk.ts'
import type { Target } from './schema.ts'
import { fallsInto, rosterRanges } from './target.ts'

/** The people in a target now, page by page in roster order. */
export async function* targetMembers(
  table: Table,
  target: Target,
  shards: number,
): AsyncGenerator<Profile[]> {
  const keys = new Map((await readDepartments(table)).map(({ id, key }) => [id, key]))
  const chosen = (items: readonly Profile[]) => items.filter((one) => fallsInto(target, one, keys))
  if (target.kind === 'members') {
    for (let at = 0; at < target.ids.length; at += 100)
      yield chosen(
        (await table.many(target.ids.slice(at, at + 100).map((id) => profileKey(table.prefix, id)))).map(
          profileOf,
        ),
      )
    return
  }
  for (const begins of rosterRanges(target, keys))
    for await (const page of each(table, rosterPartitions(table.prefix, shards), {
      index: 'list',
      begins,
      limit: 500,
    }))
      yield chosen(page.map(profileOf))
}
