import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../world/client.ts'
import { until } from '../world/office.ts'
import { administratorOf, learnerOf } from '../world/people.ts'
import { answerAll, EDITION, readAll, takeTest } from '../world/study.ts'
import { pass, setClock } from '../world/time.ts'
import { company, startWorld, type World } from '../world/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

const edition = EDITION
const kind = async (client: Client, name: string, input: unknown) =>
  ((await client.raw(name, input)).body as { kind?: string }).kind
const states = async (admin: Client) =>
  Object.fromEntries((await admin.call('course.list', {})).courses.map((one) => [one.fiscalYear, one.state]))
const open = (admin: Client, more: object) =>
  admin.raw('assignment.open', { edition, target: { kind: 'everyone' }, ...more })

test('a 年度 turns at midnight in Tokyo, and an edition opens only in its own, once released', async () => {
  const { code } = await company(world, 0)
  setClock('2026-11-19T23:59:59.000Z')
  const { browser: admin, again } = await administratorOf(world, code)
  expect(await states(admin)).toEqual({ 2026: 'openable', 2027: 'preparing' })
  setClock('2027-03-31T14:59:00.000Z')
  await again()
  expect(await states(admin)).toEqual({ 2026: 'openable', 2027: 'early' })
  const days = { startsOn: '2027-04-01', dueOn: '2027-12-20' }
  expect((await open(admin, { edition: 'privacy-2027', ...days })).status).toBe(404)
  setClock('2027-03-31T15:00:30.000Z')
  await again()
  expect(await states(admin)).toEqual({ 2027: 'openable' })
  expect((await open(admin, { startsOn: '2026-04-01', dueOn: '2027-12-20' })).status).toBe(404)
  expect((await open(admin, { edition: 'privacy-2027', ...days })).status).toBe(200)
})

test('開講 takes days in order within the 年度, once for each course and 年度', async () => {
  setClock('2026-11-25T01:00:00.000Z')
  const { code } = await company(world, 1)
  const { browser: admin } = await administratorOf(world, code)
  for (const [days, path] of [
    [{ startsOn: '2026-03-31', dueOn: '2026-12-20' }, 'startsOn'],
    [{ startsOn: '2026-12-21', dueOn: '2026-12-20' }, 'dueOn'],
    [{ startsOn: '2026-04-01', dueOn: '2026-11-24' }, 'dueOn'],
    [{ startsOn: '2026-04-01', dueOn: '2026-12-20', closesOn: '2026-12-19' }, 'closesOn'],
    [{ startsOn: '2026-04-01', dueOn: '2026-12-20', closesOn: '2027-04-01' }, 'closesOn'],
  ] as const) {
    const { status, body } = await open(admin, days)
    expect([status, (body as { fields: { path: string }[] }).fields.map((one) => one.path)]).toEqual([
      422,
      [path],
    ])
  }
  const good = { startsOn: '2026-11-27', dueOn: '2026-12-20' }
  expect((await open(admin, good)).status).toBe(200)
  expect(await open(admin, good)).toMatchObject({ status: 409, body: { kind: 'taken' } })
  expect((await admin.call('assignment.list', {})).assignments).toMatchObject([{ closesOn: '2027-03-31' }])
  // Nobody sees it before its first day.
  const learner = await learnerOf(world, code, 'u001')
  expect(await learner.call('enrollment.list', {})).toMatchObject({ todo: [], done: [] })
  expect(await kind(learner, 'enrollment.get', { edition })).toBe('notFound')
  setClock('2026-11-26T15:00:00.000Z')
  const later = await learnerOf(world, code, 'u001')
  expect((await later.call('enrollment.list', {})).todo).toMatchObject([{ status: 'notStarted' }])
})

test('after 受講期限 a pass is 期限後; after 受付終了日 nothing starts, and an open attempt has 7 more days', async () => {
  setClock('2026-12-01T01:00:00.000Z')
  const { code } = await company(world, 5)
  const { browser: admin, again } = await administratorOf(world, code)
  const opened = await open(admin, { startsOn: '2026-04-01', dueOn: '2026-12-10', closesOn: '2026-12-20' })
  const { id, jobId } = opened.body as { id: `asg_${string}`; jobId: string }
  await admin.job(jobId)

  setClock('2026-12-10T14:59:30.000Z')
  expect(await takeTest(await learnerOf(world, code, 'u001'))).toMatchObject({ passed: true, late: false })
  setClock('2026-12-10T15:00:30.000Z')
  const late = await learnerOf(world, code, 'u002')
  expect((await late.call('enrollment.list', {})).todo).toMatchObject([{ overdue: true, daysLeft: -1 }])
  expect(await takeTest(late)).toMatchObject({ passed: true, late: true })
  expect((await late.call('enrollment.list', {})).done).toMatchObject([{ status: 'passed', late: true }])

  const failing = await learnerOf(world, code, 'u003')
  expect(await takeTest(failing, 1)).toMatchObject({ passed: false, late: false })
  const halfway = await learnerOf(world, code, 'u004')
  await readAll(halfway)
  const key = await answerAll(halfway)

  setClock('2026-12-20T15:00:30.000Z')
  for (const [userId, count] of [
    ['u003', 0],
    ['u004', 1],
    ['u005', 0],
  ] as const) {
    const learner = await learnerOf(world, code, userId)
    expect((await learner.call('enrollment.list', {})).todo).toHaveLength(count)
    const lesson = (await learner.call('enrollment.get', { edition })).lessons[0]?.id
    expect([userId, await kind(learner, 'lesson.open', { edition, lesson })]).toEqual([
      userId,
      count ? undefined : 'notNow',
    ])
  }
  expect(await kind(await learnerOf(world, code, 'u003'), 'attempt.start', { edition })).toBe('notNow')

  setClock('2026-12-27T14:59:00.000Z')
  const just = await learnerOf(world, code, 'u004')
  expect(await just.call('attempt.start', { edition, key })).toMatchObject({ state: 'open', key })
  setClock('2026-12-27T15:00:30.000Z')
  // The lease still stands, the days are over: neither an answer nor the submission is taken.
  const question = 'q-b01'
  expect(await kind(just, 'attempt.save', { edition, key, question, choice: 'a' })).toBe('notNow')
  expect(await kind(just, 'attempt.beat', { edition, key })).toBe('notNow')
  expect(await kind(just, 'attempt.start', { edition, key })).toBe('notNow')
  expect(await kind(just, 'attempt.submit', { edition, key })).toBe('notNow')
  expect((await just.call('enrollment.list', {})).todo).toEqual([])
  // Whoever passed may look at lessons and result for good.
  const passed = await learnerOf(world, code, 'u001')
  const { lessons } = await passed.call('enrollment.get', { edition })
  expect(await kind(passed, 'lesson.open', { edition, lesson: lessons[0]?.id })).toBeUndefined()
  expect(await passed.call('attempt.result', { edition })).toMatchObject({ passed: true })

  pass(31)
  await again()
  await world.cloud.sweep()
  const { totals } = await until(
    () => admin.call('record.totals', { assignmentId: id }),
    ({ totals }) => totals.interrupted === 1,
  )
  expect(totals).toMatchObject({ target: 6, passed: 2, failed: 1, interrupted: 1, notStarted: 2, overdue: 4 })
})

test('休止中 are out at the next call; their attempt lapses, and on return it goes on', async () => {
  setClock('2026-11-25T01:00:00.000Z')
  const { code } = await company(world, 1)
  const { browser: admin } = await administratorOf(world, code)
  const opened = await open(admin, { startsOn: '2026-04-01', dueOn: '2026-12-20' })
  const { id: assignmentId, jobId } = opened.body as { id: `asg_${string}`; jobId: string }
  await admin.job(jobId)
  const learner = await learnerOf(world, code, 'u001')
  await readAll(learner)
  const key = await answerAll(learner)
  const { members } = await admin.call('member.list', { query: 'u001' })
  const { id } = members[0] as { id: `mem_${string}` }
  await admin.call('member.suspend', { id })
  expect((await learner.raw('attempt.beat', { edition, key })).status).toBe(401)
  const seen = () => admin.call('record.totals', { assignmentId })
  expect((await until(seen, ({ totals }) => totals.target === 1)).totals.inProgress).toBe(0)
  expect((await admin.call('record.list', { assignmentId })).rows).toContainEqual(
    expect.objectContaining({ userId: 'u001', state: 'onLeave' }),
  )
  await admin.call('member.restore', { id })
  expect((await until(seen, ({ totals }) => totals.target === 2)).totals.inProgress).toBe(1)
  const back = await learnerOf(world, code, 'u001')
  expect(await back.call('attempt.submit', { edition, key })).toMatchObject({ passed: true, number: 1 })
})
