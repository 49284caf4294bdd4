import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb'
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb'
import { type Credentials, env, makeClient } from './aws.ts'
import { cursorOf, keyOf } from './cursor.ts'
import { expressionOf } from './expression.ts'
import {
  type Clause,
  change,
  type Item,
  type Key,
  put,
  Refused,
  remove,
  type Step,
  type TableName,
} from './step.ts'

/** What to list: one partition of the table or of an index, narrowed by the sort key. */
export interface Listing {
  readonly pk: string
  readonly index?: 'list' | 'out'
  readonly begins?: string
  readonly from?: string
  readonly to?: string
  readonly newestFirst?: boolean
  readonly limit?: number
  readonly cursor?: string | undefined
  readonly consistent?: boolean
}

const physical: Record<TableName, string> = {
  app: 'APP_TABLE',
  registry: 'REGISTRY_TABLE',
  audit: 'AUDIT_TABLE',
}
const INDEX_KEYS = ['listPk', 'outPk']
const plain = (key: Key) => marshall({ pk: key.pk, sk: key.sk })
const marshal = (item: Record<string, unknown>) => marshall(item, { removeUndefinedValues: true })

/** Who may see what of the tables: every base key and every index key must begin with `prefix`. */
const guard = (prefix: string) => {
  const own = (pk: unknown) => {
    if (typeof pk !== 'string' || !pk.startsWith(prefix))
      throw new Error('a key outside the own tenant was refused')
  }
  return {
    key: own,
    step(step: Step) {
      own(step.key.pk)
      // IAM's LeadingKeys sees the base key alone on a write: a row planted in another tenant's index stops here.
      for (const name of INDEX_KEYS)
        for (const from of [step.item, step.set]) if (from && name in from) own(from[name])
    },
    item(item: Item) {
      own(item.pk)
      for (const name of INDEX_KEYS) if (name in item) own(item[name])
      return item
    },
  }
}

const LAST = '\uffff'

/** Whether a page of this list may begin after a key: in its partition and within its bounds. */
const startsIn =
  ({ pk, begins, from, to }: Listing, pkName: string, skName: string, prefix: string) =>
  (key: Readonly<Record<string, string>>): boolean => {
    const at = key[skName] ?? ''
    if (key[pkName] !== pk || !key.pk?.startsWith(prefix)) return false
    if (begins !== undefined) return at.startsWith(begins)
    return from === undefined || (at >= from && at <= (to ?? LAST))
  }

const RETURN_OLD = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const

/** The verbs on the tables, confined to `prefix`. Rooms get this and never the client. */
export const tableOf = (
  prefix: string,
  credentials?: () => Promise<Credentials>,
  home: TableName = 'app',
) => {
  const client = makeClient(DynamoDBClient, credentials)
  const mine = guard(prefix)
  const nameOf = (table: TableName = home) => env(physical[table])

  const wire = (step: Step) => {
    mine.step(step)
    const base = { TableName: nameOf(step.table), ...expressionOf(step), ...RETURN_OLD }
    return step.item ? { ...base, Item: marshal(step.item) } : { ...base, Key: plain(step.key) }
  }
  const inTransaction = (step: Step) => {
    const action = wire(step) as never
    return {
      put: { Put: action },
      change: { Update: action },
      remove: { Delete: action },
      check: { ConditionCheck: action },
    }[step.kind]
  }
  const one = async (step: Step) => {
    const input = wire(step) as never
    try {
      if (step.kind === 'put') await client.send(new PutItemCommand(input))
      else if (step.kind === 'remove') await client.send(new DeleteItemCommand(input))
      else {
        const { Attributes } = await client.send(
          new UpdateItemCommand(Object.assign(input, { ReturnValues: 'ALL_NEW' })),
        )
        return Attributes ? mine.item(unmarshall(Attributes) as Item) : undefined
      }
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException)
        throw new Refused(0, error.Item && (unmarshall(error.Item) as Item))
      throw error
    }
  }

  return {
    prefix,
    /** The item, or undefined; eventually consistent unless `consistent`. */
    async get(key: Key, more: { consistent?: boolean; table?: TableName } = {}): Promise<Item | undefined> {
      mine.key(key.pk)
      const { Item } = await client.send(
        new GetItemCommand({
          TableName: nameOf(more.table),
          Key: plain(key),
          ConsistentRead: more.consistent ?? false,
        }),
      )
      return Item ? mine.item(unmarshall(Item) as Item) : undefined
    },
    /** Up to 100 items by key in one call, in no order; absent ones are left out. */
    async many(keys: readonly Key[]): Promise<Item[]> {
      for (const key of keys) mine.key(key.pk)
      // DynamoDB refuses a key that is named twice.
      let asked = [...new Map(keys.map((key) => [`${key.pk} ${key.sk}`, plain(key)])).values()]
      const found: Item[] = []
      while (asked.length > 0) {
        const { Responses, UnprocessedKeys } = await client.send(
          new BatchGetItemCommand({ RequestItems: { [nameOf()]: { Keys: asked } } }),
        )
        for (const item of Responses?.[nameOf()] ?? []) found.push(mine.item(unmarshall(item) as Item))
        asked = (UnprocessedKeys?.[nameOf()]?.Keys as typeof asked | undefined) ?? []
      }
      return found
    },
    /** One page of a partition; `cursor` says that there may be more. */
    async list(what: Listing, table?: TableName): Promise<{ items: Item[]; cursor?: string }> {
      mine.key(what.pk)
      const [pk, sk] = what.index ? [`${what.index}Pk`, `${what.index}Sk`] : ['pk', 'sk']
      const start =
        what.cursor && keyOf(what.cursor, [...new Set(['pk', 'sk', pk, sk])], startsIn(what, pk, sk, prefix))
      const range =
        what.begins !== undefined
          ? ' AND begins_with(#sk, :a)'
          : what.from !== undefined
            ? ' AND #sk BETWEEN :a AND :b'
            : ''
      const { Items, LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: nameOf(table),
          ...(what.index ? { IndexName: what.index } : { ConsistentRead: what.consistent ?? false }),
          KeyConditionExpression: `#pk = :pk${range}`,
          ExpressionAttributeNames: { '#pk': pk, ...(range ? { '#sk': sk } : {}) },
          ExpressionAttributeValues: marshal({
            ':pk': what.pk,
            ...(range ? { ':a': what.begins ?? what.from } : {}),
            ...(range.includes(':b') ? { ':b': what.to ?? LAST } : {}),
          }),
          ScanIndexForward: !what.newestFirst,
          ...(what.limit ? { Limit: what.limit } : {}),
          ...(start ? { ExclusiveStartKey: marshal(start) } : {}),
        }),
      )
      const cursor = cursorOf(LastEvaluatedKey && unmarshall(LastEvaluatedKey))
      return {
        items: (Items ?? []).map((item) => mine.item(unmarshall(item) as Item)),
        ...(cursor ? { cursor } : {}),
      }
    },
    put: async (item: Item, when?: readonly Clause[]) => void (await one(put(item, when))),
    /** Changes one item and returns it as it stands then. */
    change: async (...how: Parameters<typeof change>) => (await one(change(...how))) as Item,
    remove: async (key: Key, when?: readonly Clause[]) => void (await one(remove(key, when))),
    /** All steps or none (100 at most). A refused step throws `Refused` with its place. */
    async together(steps: readonly Step[]): Promise<void> {
      const [only] = steps
      // A transaction of one would cost twice the units of the plain write.
      if (only && steps.length === 1 && only.kind !== 'check') return void (await one(only))
      const TransactItems = steps.map(inTransaction)
      for (let tries = 0; ; tries++) {
        try {
          await client.send(new TransactWriteItemsCommand({ TransactItems }))
          return
        } catch (error) {
          if (!(error instanceof TransactionCanceledException)) throw error
          const reasons = error.CancellationReasons ?? []
          const at = reasons.findIndex((reason) => reason.Code === 'ConditionalCheckFailed')
          const old = reasons[at]?.Item
          if (at >= 0) throw new Refused(at, old && (unmarshall(old) as Item))
          // Two transactions met on one item: the loser tries again, the condition then decides.
          if (tries >= 4) throw error
          await new Promise((done) => setTimeout(done, 20 * 2 ** tries * Math.random()))
        }
      }
    },
  }
}

export type Table = ReturnType<typeof tableOf>
