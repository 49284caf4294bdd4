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

const PAGE = 100
/** New shards are looked for once in so many turns. */
const LOOK_EVERY = 200

/**
 * Reads a table's stream shard by shard. `take` gets each page and says whether it went well: what did not is read again.
 * Answers whether there may be more at once.
 */
export const streamReader = (endpoint: string, table: string, startAt: 'LATEST' | 'TRIM_HORIZON') => {
  const iterators = new Map<string, string | undefined>()
  const look = async () => {
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
  return async (take: (records: readonly object[]) => Promise<boolean>): Promise<boolean> => {
    if (turns++ % LOOK_EVERY === 0) await look()
    let more = false
    for (const [key, iterator] of iterators) {
      if (!iterator) continue
      const { Records = [], NextShardIterator } = await streamsCall(endpoint, 'GetRecords', {
        ShardIterator: iterator,
        Limit: PAGE,
      })
      if (!(await take(Records))) {
        await new Promise((done) => setTimeout(done, 300))
        more = true
        continue
      }
      more ||= Records.length >= PAGE
      iterators.set(key, NextShardIterator)
    }
    return more
  }
}
