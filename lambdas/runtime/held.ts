import { clock } from './clock.ts'
import { lru } from './lru.ts'

/** A row is trusted for 60 seconds: the longest that a change of it can take to be felt. */
const TRUST_MS = 60_000

/** Rows that everybody reads and hardly anybody changes, kept in memory for a minute; what is not there is asked again. */
export const held = <T>(size: number, read: (name: string) => Promise<T | undefined>) => {
  const rows = lru<{ row: Promise<T | undefined>; until: number }>(size)
  return {
    get(name: string): Promise<T | undefined> {
      const known = rows.get(name)
      if (known && known.until > clock.source()) return known.row
      const row = read(name)
      rows.set(name, { row, until: clock.source() + TRUST_MS })
      row.then(
        (found) => found ?? rows.delete(name),
        () => rows.delete(name),
      )
      return row
    },
    clear: rows.clear,
  }
}
