import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import type { World } from './world.ts'

const scan = async (endpoint: string, TableName: string) => {
  const client = new DynamoDBClient({
    endpoint,
    region: 'ap-northeast-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  })
  const { Items = [] } = await client.send(new ScanCommand({ TableName, ConsistentRead: true }))
  client.destroy()
  return Items.map((item) => unmarshall(item))
}

/** JSON with the keys of every object in order. */
const inOrder = (row: unknown) =>
  JSON.stringify(row, (_, value) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )

/** Values that differ from one founding to the next, whatever happens on the way. */
const MADE = [
  [/ap-northeast-1_[A-Za-z0-9]{9}/g, '<pool>'],
  [/"clientId":"[^"]+"/g, '"clientId":"<client>"'],
  [/"keys":\[[^\]]*\]/g, '"keys":"<keys>"'],
  [/"messageId":"[^"]+"/g, '"messageId":"<message>"'],
  [/"hash":"[\w-]{43}"/g, '"hash":"<digest>"'],
  [/LINK#[\w-]{43}/g, 'LINK#<digest>'],
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, '<instant>'],
  [/"(expiresAt|listSk)":\d+/g, '"$1":0'],
  [/[0-7][0-9a-hjkmnp-tv-z]{25}/g, '<id>'],
] as const

/** Everything that is kept anywhere, looked at once; then of one company, with what was freely chosen blotted out. */
export const look = async ({ cloud }: World): Promise<(code: string, id?: string) => string[]> => {
  const tables = Object.values(cloud.names.tables)
  const rows = (await Promise.all(tables.map((table) => scan(cloud.dynamo, table)))).flat()
  const texts = rows.map(inOrder)
  return (code, of) => {
    const id = of ?? String(rows.find(({ pk }) => pk === `CODE#${code}`)?.tenantId)
    const pools = cloud.pools.list().filter(({ tags }) => tags.tenant === id)
    const mails = cloud.mailbox.all().filter(({ tags }) => tags.tenant === id)
    return [
      ...texts.filter((row) => row.includes(id)),
      ...pools.map(({ tags }) => `pool ${JSON.stringify(tags)}`),
      ...mails.map(({ to }) => `mail ${to}`),
    ]
      .map((text) =>
        MADE.reduce((blotted, [made, name]) => blotted.replace(made, name), text.replaceAll(code, '<code>')),
      )
      .sort()
  }
}
export const keptOf = async (world: World, code: string, id?: string) => (await look(world))(code, id)
