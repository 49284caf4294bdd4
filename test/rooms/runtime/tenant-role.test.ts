import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeClient, plugins } from '../../../lambdas/runtime/aws.ts'
import { credentialsOf } from '../../../lambdas/runtime/tenant-role.ts'

const TENANT = '01m89ds35k69jtr1gej2d24t4c'
let lifeMs = 0
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
                AccessKeyId: 'ASIA',
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
