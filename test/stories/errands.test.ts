import { AsyncLocalStorage } from 'node:async_hooks'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { running } from '../../bin/local/door.ts'
import { addPerson } from '../../bin/town/found.ts'
import { rollFacts, rollKey } from '../../lambdas/enrollment/items.ts'
import { mailKey, mailSteps } from '../../lambdas/mail/items.ts'
import { sendMail } from '../../lambdas/mail/send.ts'
import { type Errand, errand, errandOf } from '../../lambdas/outbox/items.ts'
import { runErrands } from '../../lambdas/outbox/run.ts'
import { plugins } from '../../lambdas/runtime/aws.ts'
import { nowInstant, nowMs } from '../../lambdas/runtime/clock.ts'
import type { Item } from '../../lambdas/runtime/step.ts'
import { forgetTenancies } from '../../lambdas/runtime/tenancy.ts'
import { ulid } from '../../lambdas/runtime/ulid.ts'
import { until } from '../world/office.ts'
import { later, MINUTE, mailsTo } from '../world/sign-in.ts'
import { company, startWorld, type World } from '../world/world.ts'

let world: World
let one: Awaited<ReturnType<typeof company>>
/** Functions that the pumps do not reach now: what is queued for them is lost. */
const asleep = new Set<string>()
/** After so many calls a worker dies: the call has been done, nobody hears of it. */
const mortal = new AsyncLocalStorage<{ lives: number }>()

beforeAll(async () => {
  world = await startWorld()
  one = await company(world)
  const { doors } = world.cloud
  const { invoke } = doors
  doors.invoke = async (name, event) => (asleep.has(name) ? { batchItemFailures: [] } : invoke(name, event))
  // biome-ignore lint/suspicious/noExplicitAny: a middleware of any client
  plugins.push((client: any) =>
    client.middlewareStack.add(
      // biome-ignore lint/suspicious/noExplicitAny: a middleware of any client
      (next: any) => async (args: any) => {
        const done = await next(args)
        const life = mortal.getStore()
        if (life && --life.lives === 0) throw new Error('killed')
        return done
      },
      { step: 'initialize', name: 'death', priority: 'low' },
    ),
  )
  forgetTenancies()
})
afterAll(() => world.stop())

/** Runs a worker that dies after its first call, its second, … until it lives through; each time it is run once more. */
const killedEverywhere = async (
  prepare: () => Promise<() => Promise<void>>,
  check: (calls: number) => Promise<void>,
) => {
  for (let calls = 1; ; calls++) {
    const run = await prepare()
    const died = await mortal.run({ lives: calls }, run).then(
      () => false,
      (error: Error) => error.message === 'killed',
    )
    later(2 * MINUTE)
    await run()
    await check(calls)
    if (!died) return calls
  }
}

const put = async (what: Errand): Promise<Item> => {
  const step = errand(one.prefix, ulid(nowMs()), nowInstant(), what)
  await world.table.together([step])
  return step.item as Item
}
const asStream = (row: Item) => () => running.run('stream', () => runErrands(one.id, [errandOf(row)]))

test('an errand whose worker dies after any call is done once when it is run again', async () => {
  asleep.add('stream').add('mail').add('jobs').add('schedule')
  const roll = {
    assignmentId: 'asg_x',
    memberId: 'mem_x',
    deptKey: '~.',
    shard: 0,
    status: 'passed' as const,
  }
  await world.table.put({ ...rollKey(one.prefix, roll), ...rollFacts(one.prefix, roll, '2026-01-01') })
  let row: Item
  const isGone = async () => expect(await world.table.get(row, { consistent: true })).toBeUndefined()

  const status = {
    kind: 'status' as const,
    roll,
    tallies: [{ counter: 'X', group: 'g', add: { passed: 1 } }],
  }
  const counter = { pk: `${one.prefix}CNT#X`, sk: 'G#g' }
  const tries = await killedEverywhere(
    async () => {
      row = await put(status)
      return asStream(row)
    },
    async (calls) => {
      await isGone()
      expect((await world.table.get(counter, { consistent: true }))?.passed).toBe(calls)
    },
  )
  expect(tries).toBeGreaterThan(1)

  await killedEverywhere(async () => {
    row = await put({ kind: 'mail', mailId: 'mai_none' })
    return asStream(row)
  }, isGone)
})

test('a mail whose worker dies after any call goes out once when it is run again, or says that this is unknown', async () => {
  asleep.add('stream').add('mail').add('schedule')
  const ends: string[] = []
  let id: string
  let address: string
  await killedEverywhere(
    async () => {
      address = `shinu${ends.length}@example.jp`
      const userId = `shinu-${ends.length}`
      const person = await addPerson(world.cloud, one, { userId, mail: address })
      id = `mai_${ulid(nowMs())}`
      const order = { template: 'invitation' as const, memberId: person.id, normal: userId }
      await world.table.together(mailSteps(one.prefix, order, nowInstant(), id).slice(0, 1))
      return () => running.run('mail', () => sendMail(one.id, id))
    },
    async () => {
      const look = () => world.table.get(mailKey(one.prefix, id), { consistent: true })
      const sent = () => world.cloud.mailbox.all().filter(({ to }) => to === address).length
      const due = () => (sent() === 1 ? 'delivered' : 'unknown')
      const seen = await until(look, (row) => row?.state === due())
      expect(sent()).toBeLessThanOrEqual(1)
      ends.push(String(seen?.state))
    },
  )
  expect(ends.length).toBeGreaterThan(4)
  expect(ends.filter((state) => state === 'unknown')).toHaveLength(1)
})

test('an errand that no stream delivered is run by the sweep once it is 15 minutes old', async () => {
  asleep.add('stream')
  asleep.delete('mail')
  asleep.delete('schedule')
  const mail = 'nokori@example.jp'
  const person = await addPerson(world.cloud, one, { userId: 'nokori', mail })
  const order = { template: 'invitation' as const, memberId: person.id, normal: 'nokori' }
  await world.table.together(mailSteps(one.prefix, order, nowInstant(), `mai_${ulid(nowMs())}`))
  await world.cloud.sweep()
  await new Promise((done) => setTimeout(done, 300))
  expect(world.cloud.mailbox.all().filter(({ to }) => to === mail)).toEqual([])
  later(26 * MINUTE)
  // Each run looks at six hours of what may be left, beginning a day ago.
  for (let run = 0; run < 6; run++) await world.cloud.sweep()
  expect(await mailsTo(world, mail)).toHaveLength(1)
})
