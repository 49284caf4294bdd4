import { unmarshall } from '@aws-sdk/util-dynamodb'
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'
import { errandOf } from './outbox/items.ts'
import { runErrands } from './outbox/run.ts'
import { log } from './runtime/log.ts'
import type { Item } from './runtime/step.ts'

const tenantOf = (pk: string) => pk.split('#')[1] ?? ''

const imageOf = (record: DynamoDBRecord): Item | undefined =>
  record.eventName === 'INSERT' && record.dynamodb?.NewImage
    ? (unmarshall(record.dynamodb.NewImage as never) as Item)
    : undefined

/** The audit table grows and never changes: an old image means that somebody changed or removed a row. */
const watchAudit = (record: DynamoDBRecord) => {
  if (record.eventSourceARN?.includes(`table/${process.env.AUDIT_TABLE}/`) && record.dynamodb?.OldImage)
    log.security('an audit row was changed or removed', { event: record.eventName })
}

/** Runs the errands of a batch, each tenant's in a session of that tenant; from the first that failed on, all come again. */
export const handler = async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
  const byTenant = new Map<string, Item[]>()
  const places: string[] = []
  for (const record of event.Records) {
    watchAudit(record)
    const item = imageOf(record)
    places.push(item?.sk ?? '')
    if (!item?.sk.startsWith('OUT#') || !item.pk.startsWith('T#')) continue
    byTenant.set(tenantOf(item.pk), [...(byTenant.get(tenantOf(item.pk)) ?? []), item])
  }
  const failed = new Set<string>()
  for (const [tenant, items] of byTenant) {
    try {
      await runErrands(tenant, items.map(errandOf))
    } catch (error) {
      log.error('errands failed', {
        tenant,
        name: (error as Error).name,
        message: String((error as Error).message).slice(0, 200),
      })
      for (const { sk } of items) failed.add(sk)
    }
  }
  const first = event.Records[places.findIndex((sk) => failed.has(sk))]
  const itemIdentifier = first?.dynamodb?.SequenceNumber
  return { batchItemFailures: first ? [{ itemIdentifier: itemIdentifier ?? '' }] : [] }
}
