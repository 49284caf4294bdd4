import { afterEach, beforeEach, expect, test } from 'vitest'
import { serve } from '../../../lambdas/runtime/serve.ts'

const opened = { purpose: 'reset', company: { name: '見本社', code: 'mihon' }, userId: 'a001', minLength: 12 }
const token = `mihon.${'a'.repeat(43)}`

const write = process.stdout.write
let lines: string[] = []
beforeEach(() => {
  process.env.SITE_ORIGIN = 'https://app.example.jp'
  lines = []
  process.stdout.write = ((text: string) => lines.push(text) > 0) as typeof write
})
afterEach(() => {
  process.stdout.write = write
})

/** A gate of one operation, asked once. */
const answerOf = async (open: () => Promise<unknown>) => {
  const handler = serve('gate', { link: { open } } as never)
  const { statusCode, body } = await handler(
    {
      path: '/api/gate/link.open',
      httpMethod: 'POST',
      headers: { 'Content-Type': 'application/json', 'x-kizuki': '1' },
      body: JSON.stringify({ token }),
    } as never,
    {} as never,
  )
  return [statusCode, JSON.parse(body)] as const
}

test('an answer holds what its line declares, whatever the room returned, at every depth', async () => {
  const loose = { ...opened, hash: 'secret', company: { ...opened.company, seats: 30 } }
  expect(await answerOf(async () => loose)).toEqual([200, opened])
})

test('an answer that lacks what its line declares is a failure of ours, told without a word of the inside', async () => {
  const [status, told] = await answerOf(async () => ({ ...opened, company: { name: '見本社' } }))
  expect([status, told.kind]).toEqual([500, 'unexpected'])
  expect(JSON.stringify(told)).not.toMatch(/code|company|zod/i)
})

test('whatever a room throws becomes a problem, and the log has its name without the input', async () => {
  const [status, told] = await answerOf(async () => {
    throw new TypeError('cannot read the pool')
  })
  expect([status, told.kind, JSON.stringify(told).includes('pool')]).toEqual([500, 'unexpected', false])
  expect(lines).toHaveLength(1)
  expect(JSON.parse(lines[0] as string)).toMatchObject({
    level: 'error',
    operation: 'link.open',
    name: 'TypeError',
  })
  expect(lines[0]).not.toContain(token)
})

test('a service that is busy is told as busy', async () => {
  const busy = Object.assign(new Error('slow down'), { name: 'ThrottlingException' })
  const [status, told] = await answerOf(() => Promise.reject(busy))
  expect([status, told.kind]).toEqual([503, 'unavailable'])
})
