import { afterAll, beforeAll, expect, test } from 'vitest'
import { running } from '../../bin/local/door.ts'
import { identityIn } from '../../lambdas/identity/pool.ts'
import { type JobItem, jobKey, jobSteps } from '../../lambdas/job/items.ts'
import { runJob, type Worker } from '../../lambdas/job/work.ts'
import { nowInstant, nowMs } from '../../lambdas/runtime/clock.ts'
import { ulid } from '../../lambdas/runtime/ulid.ts'
import { check, commit } from '../world/office.ts'
import { administratorOf, learnerOf } from '../world/people.ts'
import { later, MINUTE } from '../world/sign-in.ts'
import { company, PASSWORD, startWorld, type World } from '../world/world.ts'

let world: World
let one: Awaited<ReturnType<typeof company>>
beforeAll(async () => {
  world = await startWorld()
  one = await company(world)
})
afterAll(() => world.stop())

const ordered = async () => {
  const id = `job_${ulid(nowMs())}`
  // Without its errand: no worker but the test's own takes it.
  await world.table.together(jobSteps(one.prefix, id, 'rosterExport', 'mem_x', {}, nowInstant()).slice(0, 1))
  return id
}
const slice = (id: string, worker: Worker) =>
  running.run('jobs', () => runJob({ rosterExport: worker } as never, one.id, id))
const seen = async (id: string) =>
  (await world.table.get(jobKey(one.prefix, id), { consistent: true })) as unknown as JobItem
const failing =
  (name: string): Worker =>
  async () => {
    throw Object.assign(new Error('Rate exceeded'), { name })
  }

test('a job that a busy service turned away is tried again, later each time, and fails only after the fourth', async () => {
  const id = await ordered()
  const busy = failing('TooManyRequestsException')
  const rests: unknown[] = []
  for (let tries = 1; tries <= 3; tries++) {
    rests.push((await slice(id, busy)).again)
    expect(await seen(id)).toMatchObject({ state: 'accepted' })
    expect(await seen(id)).not.toHaveProperty('leaseUntil')
  }
  expect(rests).toEqual([10, 20, 40])
  expect(await slice(id, busy)).toEqual({})
  expect(await seen(id)).toMatchObject({
    state: 'failed',
    notes: [{ ja: expect.stringContaining('もう一度') }],
  })

  const lucky = await ordered()
  await slice(lucky, busy)
  expect(await slice(lucky, async () => ({}))).toEqual({})
  expect(await seen(lucky)).toMatchObject({ state: 'done' })
})

test('a job that a mistake ended fails at once', async () => {
  const id = await ordered()
  expect(await slice(id, failing('TypeError'))).toEqual({})
  expect(await seen(id)).toMatchObject({ state: 'failed' })
})

test('a slice whose worker lives is left to it, and one whose worker died is taken up; after four deaths it has failed', async () => {
  const id = await ordered()
  // A worker that died: neither an end nor a word.
  const dies = async () => {
    const table = world.table
    const { tries = 0 } = await seen(id)
    const leaseUntil = new Date(nowMs() + MINUTE).toISOString()
    await table.change(jobKey(one.prefix, id), { set: { state: 'running', leaseUntil, tries: tries + 1 } })
  }
  await dies()
  const works: Worker = async () => ({})
  // The message must stay in the queue, so this is no success.
  await expect(slice(id, works)).rejects.toThrow()
  expect(await seen(id)).toMatchObject({ state: 'running' })
  for (let more = 0; more < 3; more++) await dies()
  later(2 * MINUTE)
  expect(await slice(id, works)).toEqual({})
  expect(await seen(id)).toMatchObject({ state: 'failed' })

  const second = await ordered()
  await expect(
    slice(second, async () => {
      await expect(slice(second, works)).rejects.toThrow()
      return {}
    }),
  ).resolves.toEqual({})
  expect(await seen(second)).toMatchObject({ state: 'done' })
})

test('a commit that died between the roster and the pool tells the pool when it begins anew', async () => {
  const { browser: admin } = await administratorOf(world, one.code)
  const identity = await running.run('jobs', async () => {
    const { tenancyOfWorker } = await import('../../lambdas/job/work.ts')
    return identityIn(await tenancyOfWorker(one.id))
  })
  const away = await check(admin, 'a.csv', 'ID,利用状態\r\nu001,退職\r\n')
  await commit(admin, away.id)
  const back = await check(admin, 'a.csv', 'ID,利用状態\r\nu001,利用中\r\n')
  const done = await commit(admin, back.id, 'all')
  expect(done.result).toMatchObject({ done: 1, skipped: 0 })
  const member = one.learners[0]
  await running.run('jobs', () => identity.disable(member?.id ?? ''))
  expect(
    (await world.browser().raw('session.start', { company: one.code, userId: 'u001', password: PASSWORD }))
      .status,
  ).toBe(401)
  await world.table.change(jobKey(one.prefix, String(done.jobId)), {
    set: { state: 'running' },
    drop: ['endedAt', 'memo', 'leaseUntil'],
  })
  const body = JSON.stringify({ tenant: one.id, job: done.jobId })
  await world.cloud.doors.invoke('jobs', { Records: [{ messageId: '1', body }] })
  await learnerOf(world, one.code, 'u001')
})
