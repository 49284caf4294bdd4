import { DeleteMessageCommand, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs'
import { type Bell, newBell } from './bell.ts'
import type { Doors, FunctionName } from './doors.ts'
import { streamReader } from './stream-reader.ts'

/** What rings no bell (a message's delay that is over, a retry) is found this late at most. */
const REST_MS = 1_000
/** Records that come close together go as one batch, as an event source mapping gathers them. */
const GATHER_MS = 30

/** A loop that can be stopped and whose end can be awaited; after a turn that found nothing it rests until the bell rings. */
export const loop = (turn: () => Promise<boolean>, bell: Bell = newBell(), gatherMs = 0) => {
  let stopped = false
  const ended = (async () => {
    while (!stopped) {
      try {
        if (await turn()) continue
        await bell.wait(REST_MS)
        if (gatherMs > 0 && !stopped) await new Promise((done) => setTimeout(done, gatherMs))
      } catch (error) {
        if (!stopped) console.error('a local worker failed', (error as Error).message)
        await bell.wait(REST_MS / 2)
      }
    }
  })()
  return {
    stop: () => {
      stopped = true
      bell.ring()
      return ended
    },
  }
}

/** Seconds after which a message comes again whose service was killed: just over a job's lease. */
const VISIBLE_AGAIN = 190

/** SQS → function, with partial batch failures: what failed becomes visible again by itself. */
export const pumpQueue = (sqs: SQSClient, queueUrl: string, doors: Doors, name: FunctionName, bell: Bell) =>
  loop(async () => {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        MaxNumberOfMessages: 5,
        VisibilityTimeout: VISIBLE_AGAIN,
      }),
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
  }, bell)

/** Table stream → `stream.ts`: inserted errands and changed audit rows alone pass, as the event filter says. */
export const pumpStream = (
  endpoint: string,
  table: string,
  doors: Doors,
  startAt: 'LATEST' | 'TRIM_HORIZON',
  bell: Bell,
) => {
  const reader = streamReader(endpoint, table, startAt)
  const passes = (record: {
    eventName: string
    dynamodb: { Keys: { pk: { S: string }; sk: { S: string } }; OldImage?: unknown }
  }) =>
    (record.eventName === 'INSERT' && record.dynamodb.Keys.sk.S.startsWith('OUT#')) ||
    (table.endsWith('-audit') && record.dynamodb.OldImage !== undefined)
  return loop(
    () =>
      reader(async (records) => {
        const wanted = (records as Parameters<typeof passes>[0][]).filter(passes).map((record) => ({
          ...record,
          eventSourceARN: `arn:aws:dynamodb:ap-northeast-1:0:table/${table}/stream/local`,
        }))
        if (wanted.length === 0) return true
        const { batchItemFailures } = (await doors.invoke('stream', { Records: wanted })) as {
          batchItemFailures: unknown[]
        }
        return batchItemFailures.length === 0
      }),
    bell,
    GATHER_MS,
  )
}
