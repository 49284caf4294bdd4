import { change, type Item, type Step } from '../runtime/step.ts'
import type { Table } from '../runtime/table.ts'

/** Numbers kept beside the facts, by group (a department's key, or `-`): `ROST` for the roster, `ASG#<id>` for an assignment. */
export interface Tally {
  readonly counter: string
  readonly group: string
  readonly add: Readonly<Record<string, number>>
}

/** Steps that add up tallies, merged per counter and group; nothing for what cancels out. */
export const tallySteps = (prefix: string, tallies: readonly Tally[]): Step[] => {
  const merged = new Map<string, { tally: Tally; add: Record<string, number> }>()
  for (const tally of tallies) {
    const key = `${tally.counter} ${tally.group}`
    const into = merged.get(key) ?? { tally, add: {} }
    merged.set(key, into)
    for (const [name, by] of Object.entries(tally.add)) into.add[name] = (into.add[name] ?? 0) + by
  }
  return [...merged.values()].flatMap(({ tally, add }) => {
    const real = Object.fromEntries(Object.entries(add).filter(([, by]) => by !== 0))
    return Object.keys(real).length === 0
      ? []
      : [change({ pk: `${prefix}CNT#${tally.counter}`, sk: `G#${tally.group}` }, { add: real })]
  })
}

/** All groups of a counter, as kept. */
export const readTallies = async (
  table: Table,
  counter: string,
): Promise<{ group: string; of: (name: string) => number }[]> => {
  const found: Item[] = []
  let cursor: string | undefined
  do {
    const page = await table.list({ pk: `${table.prefix}CNT#${counter}`, begins: 'G#', cursor })
    found.push(...page.items)
    cursor = page.cursor
  } while (cursor)
  return found.map((item) => ({ group: item.sk.slice(2), of: (name) => Number(item[name] ?? 0) }))
}
