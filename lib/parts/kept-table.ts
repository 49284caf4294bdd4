import { RemovalPolicy } from 'aws-cdk-lib'
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { Construct } from 'constructs'
import type { Names } from '../names.ts'
import { TABLES } from '../tables.ts'

/** How far back a table can be restored: the erasure deadline counts on no more. */
export const RESTORE_DAYS = 14

const key = (name: string) => ({ name, type: AttributeType.STRING })

/** A table as `tables.ts` says it: on demand, encrypted by our own key, restorable for 14 days, never removed by a deploy. */
export const keptTable = (
  scope: Construct,
  name: keyof typeof TABLES,
  names: Names,
  encryptionKey: IKey,
): Table => {
  const { indexes, ttl } = TABLES[name]
  const table = new Table(scope, `${name.charAt(0).toUpperCase()}${name.slice(1)}Table`, {
    tableName: names.tables[name],
    partitionKey: key('pk'),
    sortKey: key('sk'),
    billingMode: BillingMode.PAY_PER_REQUEST,
    stream: StreamViewType.NEW_AND_OLD_IMAGES,
    encryption: TableEncryption.CUSTOMER_MANAGED,
    encryptionKey,
    pointInTimeRecoverySpecification: {
      pointInTimeRecoveryEnabled: true,
      recoveryPeriodInDays: RESTORE_DAYS,
    },
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
    ...(ttl ? { timeToLiveAttribute: ttl } : {}),
  })
  for (const index of indexes)
    table.addGlobalSecondaryIndex({
      indexName: index.name,
      partitionKey: key(index.pk),
      sortKey: key(index.sk),
      projectionType: index.keysOnly ? ProjectionType.KEYS_ONLY : ProjectionType.ALL,
    })
  return table
}
