import {
  CloudFormationClient,
  DeleteStackCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation'
import { DeleteItemCommand, DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb'
import { makeClient } from '../../lambdas/runtime/aws.ts'
import { type Names, tenantStackName } from '../../lib/names.ts'
import type { Company } from './check.ts'

const rest = (ms: number) => new Promise((done) => setTimeout(done, ms))

/** Waits until a stack has come to rest; undefined once it is gone. */
export const atRest = async (client: CloudFormationClient, StackName: string, pauseMs: number) => {
  for (;;) {
    const found = await client.send(new DescribeStacksCommand({ StackName })).catch((error: Error) => {
      if (error.name !== 'ValidationError') throw error
      return undefined
    })
    const stack = found?.Stacks?.[0]
    if (!stack || stack.StackStatus === 'DELETE_COMPLETE') return undefined
    if (!/_IN_PROGRESS$/.test(stack.StackStatus ?? '')) return stack
    await rest(pauseMs)
  }
}

const removePool = async (id: string, pauseMs: number) => {
  const client = makeClient(CloudFormationClient)
  const StackName = tenantStackName(id)
  const Parameters = [
    { ParameterKey: 'TenantId', UsePreviousValue: true },
    { ParameterKey: 'Protect', ParameterValue: 'INACTIVE' },
  ]
  await client.send(new UpdateStackCommand({ StackName, UsePreviousTemplate: true, Parameters }))
  await atRest(client, StackName, pauseMs)
  await client.send(new DeleteStackCommand({ StackName }))
  if (await atRest(client, StackName, pauseMs)) throw new Error(`the stack ${StackName} could not be removed`)
}

/** Rows of the company in a table: all keys that hold its id, and its code's row. Reads the whole table. */
const removeRows = async (TableName: string, { id, code }: Company) => {
  const client = makeClient(DynamoDBClient)
  let ExclusiveStartKey: Record<string, never> | undefined
  do {
    const page = await client.send(
      new ScanCommand({
        TableName,
        ProjectionExpression: 'pk, sk',
        FilterExpression: 'begins_with(pk, :rows) OR pk = :tenant OR pk = :code OR tenantId = :id',
        ExpressionAttributeValues: {
          ':rows': { S: `T#${id}#` },
          ':tenant': { S: `TEN#${id}` },
          ':code': { S: `CODE#${code}` },
          ':id': { S: id },
        },
        ...(ExclusiveStartKey ? { ExclusiveStartKey } : {}),
      }),
    )
    for (const Key of page.Items ?? [])
      await client.send(new DeleteItemCommand({ TableName, Key: Key as Record<string, never> }))
    ExclusiveStartKey = page.LastEvaluatedKey as typeof ExclusiveStartKey
  } while (ExclusiveStartKey)
}

/** Removes a throw-away company: its pool, then its rows. Audit rows stay, as every audit row does. */
export const clearAway = async (names: Names, one: Company, pauseMs = 2_000): Promise<void> => {
  await removePool(one.id, pauseMs)
  for (const table of ['registry', 'app'] as const) await removeRows(names.tables[table], one)
}
