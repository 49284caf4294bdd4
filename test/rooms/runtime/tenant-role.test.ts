import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeClient, plugins } from '../../../lambdas/runtime/aws.ts'
import { credentialsOf } from '../../../lambdas/runtime/tenant-role.ts'

const TENANT = '01m89ds35k69jtr1gej2d24t4c'
let lifeMs = 0
let pairs = 0
const before = [...plugins]

beforeEach(() => {
  process.env.TENANT_ROLE_ARN = 'arn:aws:iam::000000000000:role/tenant'
  plugins.length = 0
  plugins.push((client) =>
    client.middlewareStack.use({
      applyToStack: (stack: { add(middleware: unknown, where: object): void }) =>
        stack.add(
          () => async () => ({
            output: {
              Credentials: {
                AccessKeyId: `ASIA${++pairs}`,
                SecretAccessKey: 'secret',
                SessionToken: 'token',
                Expiration: new Date(Date.now() + lifeMs),
              },
            },
          }),
          { step: 'initialize' },
        ),
    }),
  )
})
afterEach(() => {
  plugins.splice(0, plugins.length, ...before)
  vi.useRealTimers()
})

const timesAsked = async (ms: number) => {
  lifeMs = ms
  let asked = 0
  const tenant = credentialsOf(`${TENANT}${ms}`)
  const client = makeClient(DynamoDBClient, () => {
    asked += 1
    return tenant()
  })
  for (let call = 0; call < 3; call++) await client.config.credentials()
  return asked
}

test('a client that is held asks for new credentials of its tenant before the old ones end', async () => {
  expect(await timesAsked(60_000)).toBeGreaterThan(1)
  expect(await timesAsked(3_600_000)).toBe(1)
})

test('it changes them at 80 % of their life, so that a form of ten minutes never outlives its signature', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'] })
  lifeMs = 3_600_000
  pairs = 0
  const client = makeClient(DynamoDBClient, credentialsOf(TENANT))
  const pairAfter = async (minutes: number) => {
    vi.advanceTimersByTime(minutes * 60_000)
    return (await client.config.credentials()).accessKeyId
  }
  expect(await pairAfter(0)).toBe('ASIA1')
  expect(await pairAfter(47)).toBe('ASIA1')
  expect(await pairAfter(2)).toBe('ASIA2')
  expect(await pairAfter(60)).toBe('ASIA3')
})
