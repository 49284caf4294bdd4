import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import type { World } from '../world/world.ts'

type Row = Readonly<Record<string, unknown>> & { pk: string; sk: string }
export type TableRows = ReadonlyMap<string, Row>

/** Looks at every row of the three tables from outside, as nobody in the service can. */
export const tablesOf = (world: World) => {
  const client = new DynamoDBClient({
    endpoint: world.cloud.dynamo,
    region: 'ap-northeast-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  })
  const names = world.cloud.names.tables
  const scan = async (TableName: string): Promise<Row[]> => {
    const rows: Row[] = []
    let start: Record<string, never> | undefined
    do {
      const page = await client.send(new ScanCommand({ TableName, ExclusiveStartKey: start }))
      rows.push(...(page.Items ?? []).map((item) => unmarshall(item) as Row))
      start = page.LastEvaluatedKey as typeof start
    } while (start)
    return rows
  }
  const look = async (): Promise<TableRows> => {
    const [app = [], registry = [], audit = []] = await Promise.all(
      [names.app, names.registry, names.audit].map(scan),
    )
    const keyed = (table: string, rows: Row[]) =>
      rows.map((row) => [`${table} ${row.pk} ${row.sk}`, row] as const)
    return new Map([...keyed('app', app), ...keyed('registry', registry), ...keyed('audit', audit)])
  }
  const busy = (rows: TableRows, prefix: string) =>
    [...rows.values()].some(
      ({ pk, sk, endedAt, state }) =>
        pk.startsWith(prefix) &&
        (sk.startsWith('OUT#') ||
          (sk === 'JOB' && !endedAt) ||
          (sk === 'MAIL' && (state === 'queued' || state === 'sending'))),
    )
  return {
    look,
    /** All rows once the workers have nothing left to do (for the owner of a prefix). */
    async atRest(prefix = ''): Promise<TableRows> {
      for (let tries = 0; tries < 400; tries++) {
        const rows = await look()
        if (!busy(rows, prefix)) return rows
        await new Promise((done) => setTimeout(done, 15))
      }
      throw new Error('the workers never came to rest')
    },
  }
}

/** Keys of rows that were added, removed or changed, in words. */
export const changes = (before: TableRows, after: TableRows, ignoring: readonly string[] = []): string[] => {
  // DynamoDB gives attributes in no order.
  const inOrder = (name: string, value: unknown) =>
    ignoring.includes(name)
      ? undefined
      : value && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
        : value
  const text = (row: Row | undefined) => JSON.stringify(row, inOrder)
  const found: string[] = []
  for (const [key, row] of after)
    if (!before.has(key)) found.push(`added ${key}`)
    else if (text(before.get(key)) !== text(row)) found.push(`changed ${key}`)
  for (const key of before.keys()) if (!after.has(key)) found.push(`removed ${key}`)
  return found.sort()
}
