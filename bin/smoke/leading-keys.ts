import {
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb'
import { makeClient } from '../../lambdas/runtime/aws.ts'
import { allowed, type Check, refused } from './check.ts'

const key = (tenantId: string, what: string) => ({
  pk: { S: `T#${tenantId}#SMOKE#${what}` },
  sk: { S: 'SMOKE' },
})

export const leadingKeys: Check = {
  name: 'leading keys',
  expected:
    'own rows answer; foreign rows, index queries, scans and a foreign item of a transaction are refused',
  run: async ({ tables, own, other, session }) => {
    const client = makeClient(DynamoDBClient, session(own.id))
    const TableName = tables.app
    const put = (tenantId: string) => ({ Put: { TableName, Item: key(tenantId, 'transaction') } })
    const query = (tenantId: string) => () =>
      client.send(
        new QueryCommand({
          TableName,
          IndexName: 'list',
          KeyConditionExpression: 'listPk = :pk',
          ExpressionAttributeValues: { ':pk': { S: `T#${tenantId}#ROST#0` } },
        }),
      )
    return [
      await allowed('writing an own row', () =>
        client.send(new PutItemCommand({ TableName, Item: key(own.id, 'row') })),
      ),
      await allowed('querying the index for own rows', query(own.id)),
      await refused('querying the index for foreign rows', query(other.id)),
      await refused('reading a foreign row', () =>
        client.send(new GetItemCommand({ TableName, Key: key(other.id, 'row') })),
      ),
      await allowed('a transaction of own items', () =>
        client.send(new TransactWriteItemsCommand({ TransactItems: [put(own.id)] })),
      ),
      await refused('a transaction with one foreign item', () =>
        client.send(
          new TransactWriteItemsCommand({
            TransactItems: [{ Put: { TableName, Item: key(own.id, 'second') } }, put(other.id)],
          }),
        ),
      ),
      await refused('a scan', () => client.send(new ScanCommand({ TableName }))),
    ].flat()
  },
}
