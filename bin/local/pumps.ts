import { DeleteMessageCommand, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs'
import type { Doors, FunctionName } from './doors.ts'

const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))

/** A loop that can be stopped and whose end can be awaited. */
export const loop = (turn: () => Promise<boolean>, restMs: number) => {
  let stopped = false
  const ended = (async () => {
    while (!stopped) {
      try {
        if (!(await turn())) await wait(restMs)
      } catch (error) {
        if (!stopped) console.error('a local worker failed', (error as Error).message)
        await wait(500)
      }
    }
  })()
  return {
    stop: () => {
      stopped = true
      return ended
    },
  }
}

/** SQS → function, with partial batch failures: what failed becomes visible again by itself. */
export const pumpQueue = (sqs: SQSClient, queueUrl: string, doors: Doors, name: FunctionName) =>
  loop(async () => {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 5, VisibilityTimeout: 900 }),
    )
    if (Messages.length === 0) return false
    const Records = Messages.map((message) => ({ messageId: message.MessageId, body: message.Body }))
    const { batchItemFailures } = (await doors.invoke(name, { Records })) as {
      batchItemFailures: { itemIdentifier: string }[]
    }
    const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier))
    for (const message of Messages)
      if (!failed.has(message.MessageId ?? ''))
        await sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle: message.ReceiptHandle }))
    return true
  }, 60)

/** DynamoDB's JSON protocol for streams: the product itself never calls it, the event source mapping does. */
const streamsCall = async (endpoint: string, target: string, body: object) => {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-amz-json-1.0',
      'X-Amz-Target': `DynamoDBStreams_20120810.${target}`,
      Authorization:
        'AWS4-HMAC-SHA256 Credential=local/20260101/ap-northeast-1/dynamodb/aws4_request, SignedHeaders=host;x-amz-date, Signature=local',
      'X-Amz-Date': '20260101T000000Z',
    },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${target}: ${await response.text()}`)
  // biome-ignore lint/suspicious/noExplicitAny: answers of a JSON protocol
  return (await response.json()) as any
}

/** Table stream → `stream.ts`: inserted errands and changed audit rows alone pass, as the event filter says. */
export const pumpStream = (
  endpoint: string,
  table: string,
  doors: Doors,
  startAt: 'LATEST' | 'TRIM_HORIZON',
) => {
  const iterators = new Map<string, string | undefined>()
  const passes = (record: {
    eventName: string
    dynamodb: { Keys: { pk: { S: string }; sk: { S: string } }; OldImage?: unknown }
  }) =>
    (record.eventName === 'INSERT' && record.dynamodb.Keys.sk.S.startsWith('OUT#')) ||
    (table.endsWith('-audit') && record.dynamodb.OldImage !== undefined)
  const listen = async () => {
    const { Streams = [] } = await streamsCall(endpoint, 'ListStreams', { TableName: table })
    for (const { StreamArn } of Streams) {
      const { StreamDescription } = await streamsCall(endpoint, 'DescribeStream', { StreamArn })
      for (const { ShardId } of StreamDescription.Shards ?? []) {
        const key = `${StreamArn} ${ShardId}`
        if (iterators.has(key)) continue
        const { ShardIterator } = await streamsCall(endpoint, 'GetShardIterator', {
          StreamArn,
          ShardId,
          ShardIteratorType: startAt,
        })
        iterators.set(key, ShardIterator)
      }
    }
  }
  let turns = 0
  return loop(async () => {
    if (turns++ % 200 === 0) await listen()
    let any = false
    for (const [key, iterator] of iterators) {
      if (!iterator) continue
      const { Records = [], NextShardIterator } = await streamsCall(endpoint, 'GetRecords', {
        ShardIterator: iterator,
        Limit: 100,
      })
      const wanted = Records.filter(passes).map((record: object) => ({
        ...record,
        eventSourceARN: `arn:aws:dynamodb:ap-northeast-1:0:table/${table}/stream/local`,
      }))
      if (wanted.length > 0) {
        any = true
        const { batchItemFailures } = (await doors.invoke('stream', { Records: wanted })) as {
          batchItemFailures: unknown[]
        }
        if (batchItemFailures.length > 0) {
          await wait(300)
          continue
        }
      }
      if (Records.length >= 100) any = true
      iterators.set(key, NextShardIterator)
    }
    return any
  }, 60)
}
