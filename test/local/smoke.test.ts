import { execFile } from 'node:child_process'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { running } from '../../bin/local/door.ts'
import type { Around, Company } from '../../bin/smoke/check.ts'
import { clearAway } from '../../bin/smoke/clear-away.ts'
import { callsOn } from '../../bin/smoke/pool-tags.ts'
import { CHECKS, runChecks } from '../../bin/smoke/run.ts'
import { throwAway } from '../../bin/smoke/throw-away.ts'
import { localFounder, setPassword } from '../../bin/town/found.ts'
import { mailKey } from '../../lambdas/mail/items.ts'
import { credentialsOf } from '../../lambdas/runtime/tenant-role.ts'
import { tenantPolicy } from '../../lib/roles/tenant-role.ts'
import { keptOf } from '../world/kept-of.ts'
import { startWorld, type World } from '../world/world.ts'

vi.setConfig({ testTimeout: 60_000 })

let world: World
let around: Around
const made: Company[] = []
beforeAll(async () => {
  world = await startWorld()
  const { cloud, table } = world
  for (let n = 0; n < 2; n++)
    made.push(
      await throwAway(localFounder(cloud), async ({ poolId }, memberId, password) =>
        setPassword(cloud, poolId, memberId, password, true),
      ),
    )
  const [own, other] = made as [Company, Company]
  around = {
    api: cloud.origin,
    site: cloud.origin,
    tables: cloud.names.tables,
    buckets: cloud.names.buckets,
    dataKey: 'data',
    own,
    other,
    session: (id) => () => running.run('jobs', credentialsOf(id)),
    mailState: async () =>
      (await table.get(mailKey(`T#${own.id}#`, own.mailId)))?.state as string | undefined,
    waitMs: 10_000,
  }
})
afterAll(() => world.stop())

const failing = async (spoilt: Partial<Around>): Promise<string[]> => {
  const lines: string[] = []
  await running.run('root', () => runChecks({ ...around, ...spoilt }, (line) => lines.push(line)))
  return lines.flatMap((line) => /^FAILED {2}([^:]+):/.exec(line)?.[1] ?? [])
}

/** A stage whose gateway and firewall were set up wrongly: passes calls on, without CORS headers, names no tenant, and takes words for attacks. */
const spoiltGateway = async (): Promise<Server> => {
  const body = async (request: IncomingMessage) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    return Buffer.concat(chunks).toString()
  }
  const server = createServer(async (request, response) => {
    const text = await body(request)
    if (/script|DROP|passwd/.test(text)) return void response.writeHead(403).end('<html>Forbidden</html>')
    if (request.headers.cookie && /^\/api\/(learner|admin)\//.test(request.url ?? ''))
      return void response.writeHead(503).end('{"message":"the tenant is not named"}')
    const { origin: _, host: __, ...headers } = request.headers as Record<string, string>
    const init = { method: request.method ?? 'GET', headers: { ...headers, origin: world.cloud.origin } }
    const answer = await fetch(`${world.cloud.origin}${request.url}`, text ? { ...init, body: text } : init)
    const cookies = answer.headers.getSetCookie().map((line) => line.replace('; Secure', ''))
    response.writeHead(answer.status, { 'content-type': 'application/json', 'set-cookie': cookies })
    response.end(await answer.text())
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return server
}

test('every check holds of the embedded cloud', async () => {
  const lines: string[] = []
  const failed = await running.run('root', () => runChecks(around, (line) => lines.push(line)))
  expect(lines).toEqual(CHECKS.map(({ name }) => `ok      ${name}`))
  expect(failed).toBe(0)
})

test('every call that TenantRole may make on a pool is among those that are asked', () => {
  const keys = { data: 'data', session: 'session', mailIdentity: 'example.jp' }
  const own = tenantPolicy(world.cloud.names, keys).find(({ Sid }) => Sid === 'OwnPool')
  const asked = Object.keys(callsOn({ poolId: 'ap-northeast-1_x', clientId: 'x' }))
  expect(asked.map((verb) => `cognito-idp:${verb}`).sort()).toEqual([...(own?.Action ?? [])].sort())
})

test('a policy that lets everything through fails the checks of isolation', async () => {
  const everything = { session: () => async () => ({ accessKeyId: 'local', secretAccessKey: 'local' }) }
  expect(await failing(everything)).toEqual(['leading keys', 'data key', 'pool tags'])
})

test('a gateway without CORS headers or the name of the tenant and a firewall that fears words fail theirs', async () => {
  const server = await spoiltGateway()
  const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  expect(await failing({ api })).toEqual([
    'gateway errors',
    'cookies across the two hosts',
    'an environment per tenant',
    'content about attacks',
  ])
  await new Promise((done) => server.close(done))
})

test('a mail whose delivery is never heard of fails its check', async () => {
  expect(await failing({ mailState: async () => 'sent', waitMs: 300 })).toEqual(['one mail out'])
})

test('afterwards nothing is left of the throw-away companies but their audit rows', async () => {
  for (const one of made) {
    const ids = await world.table.get({ pk: `CODE#${one.code}`, sk: 'CODE' }, { table: 'registry' })
    expect(ids?.tenantId).toBe(one.id)
    await running.run('root', () => clearAway(world.cloud.names, one, 20))
    const kept = await keptOf(world, one.code, one.id)
    expect(kept.filter((row) => !/"operation":|^mail /.test(row))).toEqual([])
    expect(kept.length).toBeGreaterThan(0)
  }
})

test('without a stage or credentials one line says what is missing', async () => {
  const smoke = (args: string[]) =>
    new Promise<{ code: number; err: string }>((done) => {
      const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'))
      const env = { ...Object.fromEntries(kept), HOME: '/nonexistent', AWS_EC2_METADATA_DISABLED: 'true' }
      const cwd = new URL('../..', import.meta.url).pathname
      execFile(process.execPath, ['bin/smoke.ts', ...args], { cwd, env }, (error, _, err) =>
        done({ code: error ? Number(error.code) : 0, err }),
      )
    })
  expect(await smoke([])).toMatchObject({ code: 1, err: expect.stringMatching(/^--stage[^\n]*\n$/) })
  expect(await smoke(['--stage', 'dev'])).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^No valid AWS credentials were found\.[^\n]*\n$/),
  })
})
