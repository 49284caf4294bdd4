import { afterAll, beforeAll, expect, test } from 'vitest'
import { PASSWORD } from '../../bin/town/people.ts'
import { seedTown } from '../../bin/town/seed.ts'
import { startWorld, type World } from '../world/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
  await seedTown(world.cloud)
}, 120_000)
afterAll(() => world?.stop())

const office = async (code: string) => {
  const admin = world.browser()
  await admin.signIn(code, 'kanri', PASSWORD)
  await admin.enrol()
  const { assignments } = await admin.call('assignment.list', {})
  const { counts } = await admin.call('member.list', {})
  const [opening] = assignments
  if (!opening) throw new Error(`${code} has opened no course.`)
  return { admin, opening, counts }
}

test('the first company of the sample world has somebody in every state', async () => {
  const { admin, opening, counts } = await office('mirai')
  for (const n of Object.values({ ...opening.totals, overdue: 1 })) expect(n).toBeGreaterThan(0)
  for (const n of Object.values(counts)) expect(n).toBeGreaterThan(0)
  const { rows } = await admin.call('record.list', { assignmentId: opening.id })
  const tries = rows.filter(({ status }: { status: string }) => status === 'passed')
  expect(tries).toContainEqual(expect.objectContaining({ tries: 2, firstScore: 80, lastScore: 100 }))
})

test('the second company is past its due day, with people who passed in time, late, and not at all', async () => {
  const { admin, opening } = await office('hikari')
  expect(opening.totals.overdue).toBe(opening.totals.target - opening.totals.passed)
  const { rows } = await admin.call('record.list', { assignmentId: opening.id, status: 'passed' })
  expect(new Set(rows.map(({ late }: { late?: boolean }) => late === true))).toEqual(new Set([true, false]))
})
