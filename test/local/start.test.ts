import { cpSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../../bin/bench/browser.ts'
import { familyOf, memoryOf } from '../../bin/bench/processes.ts'
import { PASSWORD } from '../../bin/town/people.ts'
import { childOf, type Launched, launch, lives } from './launch.ts'

const PATIENCE = 120_000
const home = mkdtempSync(join(tmpdir(), 'kizuki-start-'))
const data = join(home, 'data')
const started: Launched[] = []
const start = async (...how: Parameters<typeof launch>) => {
  const one = await launch(...how)
  started.push(one)
  return one
}
/** A copy of the data of a service that has stopped. */
const copy = (name: string) => {
  cpSync(data, join(home, name), { recursive: true })
  return join(home, name)
}

beforeAll(async () => {
  const first = await start(data)
  expect(first.err()).toBe('')
  expect(first.out).toMatch(/^Kizuki is ready: http:\/\/localhost:\d+\n/)
  expect(first.out).toContain('E0002')
  const { pss } = memoryOf(familyOf(first.pid))
  expect(pss).toBeGreaterThan(30)
  expect(pss).toBeLessThan(400)
  const child = childOf(data)
  expect(lives(child)).toBe(true)
  expect(await first.signal('SIGTERM')).toBeLessThan(5_000)
  expect(await first.ended).toBe(0)
  expect(lives(child)).toBe(false)
}, PATIENCE)
afterAll(async () => {
  for (const one of started) if (lives(one.pid)) await one.signal('SIGKILL')
  rmSync(home, { recursive: true, force: true })
})

/** Exactly one line, the status 1, and nothing of the inside. */
const refusal = async (one: Launched) => {
  expect(await one.ended).toBe(1)
  expect(one.out).toBe('')
  expect(one.err().trimEnd().split('\n')).toHaveLength(1)
  expect(one.err()).not.toMatch(/\bat .*:\d+|Error:/)
  return one.err()
}

test(
  'a service killed without warning leaves no child after the next start, and loses no acknowledged write',
  async () => {
    const dir = copy('killed')
    const one = await start(dir)
    const learner = openBrowser(one.origin ?? '')
    await learner.call('session.start', { company: 'mirai', userId: 'E0002', password: PASSWORD })
    await learner.call('lesson.open', { edition: 'privacy-2026', lesson: await firstLesson(learner) })
    expect((await learner.call('enrollment.list', {})).todo[0]?.status).toBe('inProgress')
    learner.close()
    const orphan = childOf(dir)
    await one.signal('SIGKILL')
    expect(lives(orphan)).toBe(true)

    const next = await start(dir)
    expect(lives(orphan)).toBe(false)
    const again = openBrowser(next.origin ?? '')
    await again.call('session.start', { company: 'mirai', userId: 'E0002', password: PASSWORD })
    expect((await again.call('enrollment.list', {})).todo[0]?.status).toBe('inProgress')
    again.close()

    const second = await start(dir)
    expect(await refusal(second)).toMatch(/in use by a service that runs already/)
    expect(lives(next.pid)).toBe(true)
    const child = childOf(dir)
    expect(await next.signal('SIGINT')).toBeLessThan(5_000)
    expect(lives(child)).toBe(false)
  },
  PATIENCE,
)
const firstLesson = async (learner: ReturnType<typeof openBrowser>) =>
  (await learner.call('enrollment.get', { edition: 'privacy-2026' })).lessons[0]?.id ?? ''

test(
  'a port in use is told in one line',
  async () => {
    const server = createServer()
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const { port } = server.address() as AddressInfo
    expect(await refusal(await start(copy('port'), '--port', String(port)))).toMatch(/port is in use.*--port/)
    server.close()
  },
  PATIENCE,
)

test(
  'a data directory that cannot be written is told in one line',
  async () => {
    writeFileSync(join(home, 'file'), '')
    expect(await refusal(await start(join(home, 'file', 'data')))).toMatch(/cannot be written.*--data/)
  },
  PATIENCE,
)

const DAMAGE: Readonly<Record<string, (dir: string) => void>> = {
  'local.db is overwritten': (dir) => writeFileSync(join(dir, 'local.db'), 'x'.repeat(8192)),
  'dynamo.db is overwritten': (dir) => writeFileSync(join(dir, 'dynamo.db'), 'x'.repeat(8192)),
  'the objects are overwritten': (dir) => writeFileSync(join(dir, 'objects/fauxqs.db'), 'x'.repeat(8192)),
  'dynamo.db is cut short': (dir) => truncateSync(join(dir, 'dynamo.db'), 100_000),
}
for (const [what, damage] of Object.entries(DAMAGE))
  test(
    `a damaged store is told in one line: ${what}`,
    async () => {
      const dir = copy(what.replace(/\W/g, '-'))
      damage(dir)
      expect(await refusal(await start(dir))).toMatch(/damaged.*--reset/)
    },
    PATIENCE,
  )

test(
  'a reset removes nothing from a folder that holds other things',
  async () => {
    const dir = join(home, 'photos')
    mkdirSync(dir)
    writeFileSync(join(dir, 'holiday.jpg'), 'a picture')
    expect(await refusal(await start(dir, '--reset'))).toMatch(/holiday\.jpg.*nothing was removed/)
  },
  PATIENCE,
)

test(
  'a mistyped option is told in one line with the options there are',
  async () => {
    expect(await refusal(await start(data, '--prot', '4001'))).toMatch(
      /--prot.*Options: --port N, --data DIR/,
    )
    expect(await refusal(await start(data, '--port', 'many'))).toMatch(/a number from 1 to 65535/)
  },
  PATIENCE,
)
