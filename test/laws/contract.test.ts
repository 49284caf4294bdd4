import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { problems } from '../../lambdas/problems.ts'
import type { OperationName } from '../../lambdas/register.ts'
import type { Asked } from '../examples/example.ts'
import { type Scene, sceneOf } from '../examples/scene.ts'
import type { Client } from '../world/client.ts'
import { startWorld, type World } from '../world/world.ts'
import { BODIES, notAProblem, send, twisted } from './hostile.ts'
import { exampleOf, lineOf, operations } from './people.ts'

let world: World
let scene: Scene
let asked: Map<OperationName, Asked<OperationName>>
beforeAll(async () => {
  world = await startWorld()
  scene = await sceneOf(world, 40)
  asked = new Map()
  for (const name of operations) {
    const [prepare] = exampleOf(name).valid as readonly ((scene: Scene) => Promise<Asked<OperationName>>)[]
    if (prepare) asked.set(name, await prepare(scene))
  }
}, 300_000)
afterAll(() => world.stop())

const pathOf = (name: OperationName) => `/api/${lineOf(name).door}/${name}`
const posts = operations.filter((name) => lineOf(name).method === 'POST')
const headersOf = (by: Client, more: Record<string, string> = {}) => ({
  'content-type': 'application/json',
  'x-kizuki': by === asked.get('tenant.list')?.by ? 'operator' : 'member',
  origin: world.cloud.origin,
  cookie: [...by.cookies].map((pair) => pair.join('=')).join('; '),
  ...more,
})
const byOf = (name: OperationName) => asked.get(name)?.by as Client
const bodyOf = (name: OperationName) => JSON.stringify(asked.get(name)?.input)

/** Tries each request; says which were answered by anything but a problem document of the wanted kind. */
const judge = async (
  requests: readonly {
    about: string
    kinds: readonly (keyof typeof problems)[]
    send: () => ReturnType<typeof send>
  }[],
) => {
  const wrong: string[] = []
  for (const { about, kinds, send } of requests) {
    const answer = await send()
    const found = notAProblem(answer)
    if (found.length === 0 && !kinds.includes(JSON.parse(answer.body).kind)) found.push(answer.body)
    if (found.length > 0) wrong.push(`${about}: ${found.join(', ').slice(0, 300)}`)
  }
  return wrong
}

test('every operation refuses bodies that are no request', async () => {
  const requests = posts.flatMap((name) =>
    BODIES.map((body) => ({
      about: `${name} ${String(body).slice(0, 30)}`,
      kinds: ['malformed', 'invalid'] as const,
      send: () => send(world, 'POST', pathOf(name), headersOf(byOf(name)), body),
    })),
  )
  expect(await judge(requests)).toEqual([])
})

test('every operation takes 256 KB and refuses one byte more', async () => {
  const padded = (size: number) => `{"surplus":"${'a'.repeat(size - 14)}"}`
  const requests = posts.flatMap((name) =>
    (
      [
        [0, 'invalid'],
        [1, 'tooLarge'],
      ] as const
    ).map(([more, kind]) => ({
      about: `${name} ${kind}`,
      kinds: [kind],
      send: () => send(world, 'POST', pathOf(name), headersOf(byOf(name)), padded(256 * 1024 + more)),
    })),
  )
  expect(await judge(requests)).toEqual([])
})

test('every write from another origin, without the product’s own header, or of another content type is refused', async () => {
  const cases = [
    ['forged', { origin: 'https://kizuki.example' }],
    ['forged', { origin: 'null' }],
    ['forged', { 'x-kizuki': '' }],
    ['malformed', { 'content-type': 'text/plain' }],
    ['malformed', { 'content-type': 'application/json-patch+json' }],
    ['malformed', { 'content-type': 'multipart/form-data; boundary=a' }],
    ['malformed', { 'content-type': '' }],
  ] as const
  const requests = posts.flatMap((name) =>
    cases.map(([kind, headers]) => ({
      about: `${name} ${JSON.stringify(headers)}`,
      kinds: [kind],
      send: () => send(world, 'POST', pathOf(name), headersOf(byOf(name), headers), bodyOf(name)),
    })),
  )
  const gets = operations
    .filter((name) => lineOf(name).method === 'GET')
    .map((name) => ({
      about: `${name} from another origin`,
      kinds: ['forged'] as const,
      send: () =>
        send(world, 'GET', pathOf(name), headersOf(byOf(name), { origin: 'https://kizuki.example' })),
    }))
  expect(await judge([...requests, ...gets])).toEqual([])
})

test('every operation is there by its own method at its own door alone', async () => {
  const doors = ['gate', 'learner', 'admin', 'operator', 'stream', 'jobs', 'authorizer']
  const requests = operations.flatMap((name) => {
    const { door, method } = lineOf(name)
    const at = (verb: string, path: string) => ({
      about: `${verb} ${path}`,
      kinds: ['notFound'] as const,
      send: () => send(world, verb, path, headersOf(byOf(name)), /^P/.test(verb) ? '{}' : undefined),
    })
    return [
      ...['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
        .filter((verb) => verb !== method)
        .map((verb) => at(verb, pathOf(name))),
      ...doors.filter((one) => one !== door).map((one) => at(method, `/api/${one}/${name}`)),
    ]
  })
  expect(await judge(requests)).toEqual([])
})

test('every path that is no operation is told so', async () => {
  const paths = [
    '/api/',
    '/api/learner',
    '/api/learner/',
    '/api/learner/__proto__',
    '/api/learner/constructor',
    '/api/learner/hasOwnProperty',
    '/api/learner/attempt',
    '/api/learner/attempt.',
    '/api/learner/attempt.submit/',
    '/api/learner/attempt.submit/again',
    '/api/learner/attempt.submit;a=b',
    '/api/learner/%61ttempt.submit',
    '/api//learner/attempt.submit',
    '/api/Learner/attempt.submit',
    '/api/learner/Attempt.Submit',
    '/api/learner/..%2fadmin/member.list',
    '/api/learner/%2e%2e%2fadmin%2fmember.list',
    '/api/learner/attempt.submit%00',
    `/api/learner/${'a'.repeat(6_000)}`,
  ]
  const { by } = asked.get('attempt.submit') as Asked<OperationName>
  const requests = paths.flatMap((path) =>
    ['GET', 'POST'].map((verb) => ({
      about: `${verb} ${path.slice(0, 60)}`,
      kinds: ['notFound'] as const,
      send: () => send(world, verb, path, headersOf(by), verb === 'GET' ? undefined : '{}'),
    })),
  )
  expect(await judge(requests)).toEqual([])
})

test('every door refuses by itself what a gateway should never have let through', async () => {
  const wrong: string[] = []
  for (const name of operations) {
    const { door, method, may } = lineOf(name)
    const event = {
      path: pathOf(name),
      httpMethod: method,
      headers: { 'Content-Type': 'application/json', 'X-Kizuki': '1' },
      body: bodyOf(name),
      queryStringParameters: null,
      isBase64Encoded: false,
      requestContext: {},
    }
    for (const [about, change] of Object.entries({
      nothing: { headers: null, body: null },
      base64: { isBase64Encoded: true, body: '%%%' },
      'another door': { path: `/api/${door === 'admin' ? 'gate' : 'admin'}/${name}` },
      'nobody proved': {},
      'half proved': { requestContext: { authorizer: { tenant: scene.company.id, member: 'mem_1' } } },
    })) {
      if (may === 'anyone' && about.endsWith('proved')) continue
      if (method === 'GET' && (about === 'base64' || about === 'nothing') && may === 'anyone') continue
      const { statusCode, headers, body } = (await world.cloud.doors.invoke(door, {
        ...event,
        ...change,
      })) as {
        statusCode: number
        headers: Record<string, string>
        body: string
      }
      const found = notAProblem({ status: statusCode, type: String(headers['Content-Type']), body })
      if (found.length > 0) wrong.push(`${name} ${about}: ${found}`)
    }
  }
  expect(wrong).toEqual([])
})

test('every repeated query parameter is one value, not a list', async () => {
  const requests = operations
    .filter((name) => lineOf(name).method === 'GET')
    .map((name) => ({
      about: name,
      kinds: ['invalid'] as const,
      send: () =>
        send(world, 'GET', `${pathOf(name)}?surplus=1&surplus=2&surplus[]=3`, headersOf(byOf(name))),
    }))
  expect(await judge(requests)).toEqual([])
})

test('every input twisted in any way is answered or refused, never failed', async () => {
  for (const name of operations) {
    const { input } = asked.get(name) as Asked<OperationName>
    await fc.assert(
      fc.asyncProperty(twisted(input), async (twist) => {
        const line = lineOf(name)
        const query = () =>
          new URLSearchParams(
            Object.entries(twist).map(([field, value]) => [
              field,
              String(JSON.stringify(value) ?? '').replace(/^"|"$/g, ''),
            ]),
          )
        const answer =
          line.method === 'GET'
            ? await send(world, 'GET', `${pathOf(name)}?${query()}`, headersOf(byOf(name)))
            : await send(world, 'POST', pathOf(name), headersOf(byOf(name)), JSON.stringify(twist))
        if (answer.status === 200) return
        expect([name, ...notAProblem(answer), answer.status >= 500 ? answer.body : '']).toEqual([name, ''])
      }),
      { numRuns: 25, seed: 20261125 },
    )
  }
}, 60_000)
