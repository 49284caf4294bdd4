import {
  CreateTableCommand,
  DynamoDBClient,
  ListTablesCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb'

export interface TableBlueprint {
  readonly name: string
  readonly indexes: readonly { name: string; pk: string; sk: string; keysOnly: boolean }[]
}

const attributes = (names: readonly string[]) =>
  names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const }))
const keys = (pk: string, sk: string) => [
  { AttributeName: pk, KeyType: 'HASH' as const },
  { AttributeName: sk, KeyType: 'RANGE' as const },
]

/** Makes the tables that are not there yet, as the data stack declares them. */
export const makeTables = async (endpoint: string, tables: readonly TableBlueprint[]): Promise<void> => {
  const client = new DynamoDBClient({
    endpoint,
    region: 'ap-northeast-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  })
  const { TableNames = [] } = await client.send(new ListTablesCommand({}))
  for (const { name, indexes } of tables) {
    if (TableNames.includes(name)) continue
    await client.send(
      new CreateTableCommand({
        TableName: name,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: attributes(['pk', 'sk', ...indexes.flatMap(({ pk, sk }) => [pk, sk])]),
        KeySchema: keys('pk', 'sk'),
        ...(indexes.length > 0
          ? {
              GlobalSecondaryIndexes: indexes.map((index) => ({
                IndexName: index.name,
                KeySchema: keys(index.pk, index.sk),
                Projection: { ProjectionType: index.keysOnly ? ('KEYS_ONLY' as const) : ('ALL' as const) },
              })),
            }
          : {}),
        StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
      }),
    )
    if (indexes.length > 0)
      await client
        .send(
          new UpdateTimeToLiveCommand({
            TableName: name,
            TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
          }),
        )
        .catch(() => {})
  }
  client.destroy()
}
