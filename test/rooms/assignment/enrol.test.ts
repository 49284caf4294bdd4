import { expect, test } from 'vitest'
import { enrol } from '../../../lambdas/assignment/enrol.ts'
import type { AssignmentItem } from '../../../lambdas/assignment/items.ts'
import { newProfile } from '../../../lambdas/member/items.ts'
import { type Key, Refused, type Step } from '../../../lambdas/runtime/step.ts'
import type { Table } from '../../../lambdas/runtime/table.ts'

/** A table that knows keys alone and refuses what is there already, as `isNew` does. */
const memory = () => {
  const rows = new Set<string>()
  const calls = { together: 0, many: 0 }
  const name = ({ pk, sk }: Key) => `${pk} ${sk}`
  const table = {
    prefix: 'T#a#',
    async together(steps: readonly Step[]) {
      calls.together++
      const taken = steps.findIndex((step) => step.when && rows.has(name(step.key)))
      if (taken >= 0) throw new Refused(taken)
      for (const step of steps) rows.add(name(step.key))
    },
    async many(keys: readonly Key[]) {
      calls.many++
      return keys.filter((key) => rows.has(name(key)))
    },
  }
  return { table: table as unknown as Table, rows, calls }
}
const people = (n: number) =>
  Array.from({ length: n }, (_, at) =>
    newProfile({ id: `mem_${at}`, userId: `u${at}`, normal: `u${at}`, addedAt: '2026' }),
  )
const assignment = { id: 'asg_1', edition: 'privacy-2026', shards: 1 } as AssignmentItem

test('an opening that begins anew passes those who are in at two calls for thirty, and takes in who was left', async () => {
  const { table, rows, calls } = memory()
  await enrol(table, assignment, people(900), '2026')
  expect(calls).toEqual({ together: 30, many: 0 })
  const before = rows.size
  await enrol(table, assignment, people(900), '2026')
  expect(calls).toEqual({ together: 60, many: 30 })
  expect(rows.size).toBe(before)
  await enrol(table, assignment, people(902), '2026')
  expect([...rows].filter((row) => row.endsWith('ENR#privacy-2026'))).toHaveLength(902)
})
