import type { Table } from '../runtime/table.ts'
import { readTallies } from '../tally/items.ts'
import type { Totals } from './schema.ts'

const NAMES = ['target', 'notStarted', 'inProgress', 'interrupted', 'failed', 'passed'] as const

/** Adds up groups of a counter; 期限切れ are those who have not passed once 受講期限 is over. */
export const totalsOf = (groups: readonly { of: (name: string) => number }[], isOverdue: boolean): Totals => {
  const sum = Object.fromEntries(
    NAMES.map((name) => [name, groups.reduce((total, { of }) => total + of(name), 0)]),
  ) as Omit<Totals, 'overdue'>
  return { ...sum, overdue: isOverdue ? sum.target - sum.passed : 0 }
}

export const readTotals = async (table: Table, assignmentId: string, isOverdue: boolean) =>
  totalsOf(await readTallies(table, `ASG#${assignmentId}`), isOverdue)
