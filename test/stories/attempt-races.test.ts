import { afterAll, beforeAll, expect, test } from 'vitest'
import { attemptOf, opened, submitted } from '../../lambdas/attempt/items.ts'
import { type Enrollment, enrollmentKey, unmoved } from '../../lambdas/enrollment/items.ts'
import { ownerOf } from '../../lambdas/member/items.ts'
import { nowInstant } from '../../lambdas/runtime/clock.ts'
import { Refused } from '../../lambdas/runtime/step.ts'
import { company, startWorld, type World } from '../world/world.ts'

let world: World
let prefix: string
beforeAll(async () => {
  world = await startWorld()
  ;({ prefix } = await company(world, 0))
})
afterAll(() => world.stop())

const EDITION = 'privacy-2026'
const GRADED = { right: 1, of: 1, score: 100, allRight: true }

test('an answer saved between reading and handing in refuses the hand-in, which then looks again', async () => {
  const facts = { edition: EDITION, number: 1, revision: 1, finishBy: '2027-01-01T00:00:00.000Z' }
  const { item, step } = opened(prefix, ownerOf(prefix, 'mem_a'), facts, nowInstant())
  await world.table.together([step])
  await world.table.change(item, { set: { 'answers.q1': 'b' } })
  const handIn = (one: typeof item) => world.table.together([submitted(one, GRADED, false, nowInstant())])
  await expect(handIn(item)).rejects.toBeInstanceOf(Refused)
  const now = await world.table.get(item, { consistent: true })
  await handIn(attemptOf(now ?? item))
  await expect(handIn(attemptOf(now ?? item))).rejects.toBeInstanceOf(Refused)
})

test.each<[string, Partial<Enrollment>]>([
  ['moved to another department', { deptKey: '0002.' }],
  ['left', { counted: false }],
])('who %s since the enrolment was read begins no attempt for the old place', async (_, since) => {
  const one = { ...enrollmentKey(prefix, 'mem_b', EDITION), deptKey: '0001.', counted: true }
  await world.table.put(one)
  const step = unmoved(one as never)
  await world.table.together([step])
  await world.table.change(one, { set: since })
  await expect(world.table.together([step])).rejects.toBeInstanceOf(Refused)
})
