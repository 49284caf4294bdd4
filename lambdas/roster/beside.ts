import { normalUserId } from '../member/user-id.ts'
import type { Beside } from './judge.ts'
import type { ReadRow } from './read-rows.ts'

/** So many lines are named in one sentence. */
const NAMED = 5
const bare = (id: string) => (/^\d+$/.test(id) ? id.replace(/^0+(?=.)/, '') : undefined)

const gathered = <K, V>(pairs: Iterable<readonly [K, V]>) => {
  const map = new Map<K, V[]>()
  for (const [key, value] of pairs) {
    const list = map.get(key)
    if (list) list.push(value)
    else map.set(key, [value])
  }
  return map
}

/** What a file says of a row's ID on its other lines: the same ID, or one that differs by leading zeros alone. */
export const besideIn = (rows: readonly ReadRow[]): ((row: ReadRow) => Beside) => {
  const idsOf = ({ cells }: ReadRow) => {
    const id = normalUserId(cells.userId ?? '')
    const next = cells.newUserId === undefined ? id : normalUserId(cells.newUserId)
    return id === next ? [id] : [id, next]
  }
  const lines = gathered(rows.flatMap((row) => idsOf(row).map((id) => [id, row.line] as const)))
  const kins = gathered(
    rows.flatMap((row) => {
      const id = normalUserId(row.cells.userId ?? '')
      const key = bare(id)
      return key === undefined ? [] : [[key, { id, line: row.line, userId: row.cells.userId ?? '' }] as const]
    }),
  )
  return (row) => {
    const id = normalUserId(row.cells.userId ?? '')
    const others = new Set(idsOf(row).flatMap((each) => lines.get(each) ?? []))
    others.delete(row.line)
    const kin = kins.get(bare(id) ?? '')?.find((one) => one.id !== id)
    return {
      others: [...others].sort((a, b) => a - b).slice(0, NAMED),
      kin: kin && { line: kin.line, userId: kin.userId.trim() },
    }
  }
}
