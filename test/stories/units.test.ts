import { afterAll, beforeAll, expect, test } from 'vitest'
import { depthOf } from '../../bin/local/iam/meter.ts'
import { addPerson, foundCompany } from '../../bin/town/found.ts'
import { crowd } from '../world/crowd.ts'
import { journey, type StepCost } from '../world/journey.ts'
import { openCourse } from '../world/office.ts'
import { PASSWORD, startWorld, type World } from '../world/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

/** 1,000 in the suite; the long run (`npm run test:long`) takes 100,000, which lie in some minutes. */
const MANY = Number(process.env.KIZUKI_CROWD ?? 1_000)
const LIMIT = { write: 40, read: 40, depth: 2 }

/** A company with the course open, some learners of its own and `others` beside them. */
const office = async (code: string, others: number) => {
  const seats = Math.max(100, others + 100)
  const one = await foundCompany(world.cloud, { code, name: '株式会社はかり', seats })
  const roles = ['learner', 'administrator']
  await addPerson(world.cloud, one, { userId: 'kanri', roles, password: PASSWORD })
  for (let n = 0; n < 10; n++) await addPerson(world.cloud, one, { userId: `u${n}`, password: PASSWORD })
  const admin = world.browser()
  await admin.signIn(code, 'kanri', PASSWORD)
  await admin.enrol()
  await openCourse(admin)
  const began = performance.now()
  await crowd(world, one, others)
  process.stdout.write(`${others} people seeded in ${Math.round(performance.now() - began)} ms\n`)
}
/** What any process reads once and holds for a while: the first learner pays for it. */
const measured = async (code: string) => {
  await journey(world, code, 'u0')
  return journey(world, code, 'u1')
}
const sum = (costs: readonly StepCost[], what: 'write' | 'read') =>
  costs.reduce((all, one) => all + one[what], 0)
const say = (people: number, costs: readonly StepCost[]) => {
  const parts = costs.map(({ operation, write, read }) => `${operation} ${write}/${read}`)
  const line = `${people} learners: ${sum(costs, 'write')} write and ${sum(costs, 'read')} read units; ${parts.join(', ')}`
  process.stdout.write(`${line}\n`)
}

test(`a learner's whole way costs at most ${LIMIT.write} write and ${LIMIT.read} read units, and as much among ${MANY} as among 10`, async () => {
  await office('hakari-few', 0)
  await office('hakari-many', MANY)
  const few = await measured('hakari-few')
  const many = await measured('hakari-many')
  say(10, few)
  say(MANY, many)
  expect(sum(few, 'write')).toBeLessThanOrEqual(LIMIT.write)
  expect(sum(few, 'read')).toBeLessThanOrEqual(LIMIT.read)
  const cost = ({ operation, write, read }: StepCost) => ({ operation, write, read })
  expect(many.map(cost)).toEqual(few.map(cost))
  for (const { operation, depth } of [...few, ...many])
    expect([operation, depth]).toEqual([operation, expect.toBeOneOf([1, LIMIT.depth])])
}, 600_000)

test('calls count as waiting for one another only where one began after the other had ended', () => {
  const call = (began: number, ended: number) => ({ began, ended })
  expect(depthOf([])).toBe(0)
  expect(depthOf([call(0, 5), call(1, 6), call(2, 3)])).toBe(1)
  expect(depthOf([call(0, 5), call(1, 2), call(5, 9)])).toBe(2)
  expect(depthOf([call(0, 1), call(2, 3), call(4, 5), call(0, 9)])).toBe(3)
})
