import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib'
import {
  AttributeType,
  Billing,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb'
import { Key } from 'aws-cdk-lib/aws-kms'
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  HttpMethods,
  ObjectLockRetention,
} from 'aws-cdk-lib/aws-s3'
import type { Construct } from 'constructs'
import type { Names } from '../names.ts'
import { makePool } from '../parts/identity-pool.ts'
import { OPERATOR_POOL } from '../pools.ts'
import { appHost, type Settings } from '../settings.ts'
import { TABLES } from '../tables.ts'

/** Point in time: 14 days back, and no backup lives longer, so that erasure can bound them all. */
export const PITR_DAYS = 14
const string = (name: string) => ({ name, type: AttributeType.STRING })

/** Everything that holds data: kept when a stack is deleted, encrypted under keys of our own. */
export class DataStack extends Stack {
  readonly dataKey: Key
  readonly sessionKey: Key
  readonly operatorPool: ReturnType<typeof makePool>

  constructor(
    scope: Construct,
    id: string,
    { names, settings, ...props }: StackProps & { readonly names: Names; readonly settings: Settings },
  ) {
    super(scope, id, props)
    this.dataKey = new Key(this, 'DataKey', {
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
      alias: names.of('data'),
    })
    this.sessionKey = new Key(this, 'SessionKey', {
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
      alias: names.of('session'),
    })
    for (const [name, { indexes, ttl }] of Object.entries(TABLES))
      new TableV2(this, `Table-${name}`, {
        tableName: names.tables[name as keyof typeof TABLES],
        partitionKey: string('pk'),
        sortKey: string('sk'),
        billing: Billing.onDemand(),
        encryption: TableEncryptionV2.customerManagedKey(this.dataKey),
        pointInTimeRecoverySpecification: {
          pointInTimeRecoveryEnabled: true,
          recoveryPeriodInDays: PITR_DAYS,
        },
        deletionProtection: true,
        removalPolicy: RemovalPolicy.RETAIN,
        dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
        ...(ttl ? { timeToLiveAttribute: ttl } : {}),
        globalSecondaryIndexes: indexes.map((index) => ({
          indexName: index.name,
          partitionKey: string(index.pk),
          sortKey: string(index.sk),
          projectionType: index.keysOnly ? ProjectionType.KEYS_ONLY : ProjectionType.ALL,
        })),
      })
    this.makeBuckets(names, settings)
    this.operatorPool = makePool(this, 'OperatorPool', names.of('operators'), OPERATOR_POOL as never, {
      tags: { realm: 'operators' },
      protect: 'ACTIVE',
    })
    this.operatorPool.pool.applyRemovalPolicy(RemovalPolicy.RETAIN)
    new CfnOutput(this, 'OperatorPoolId', { value: this.operatorPool.pool.ref })
    new CfnOutput(this, 'OperatorClientId', { value: this.operatorPool.client.ref })
  }

  private makeBuckets(names: Names, settings: Settings) {
    const shared = {
      encryption: BucketEncryption.KMS,
      encryptionKey: this.dataKey,
      bucketKeyEnabled: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN,
    }
    const logs = new Bucket(this, 'Trail', {
      ...shared,
      bucketName: names.buckets.audit,
      objectLockEnabled: true,
      objectLockDefaultRetention: ObjectLockRetention.governance(Duration.days(365)),
      lifecycleRules: [{ expiration: Duration.days(730) }],
    })
    const logged = { serverAccessLogsBucket: logs }
    new Bucket(this, 'Files', {
      ...shared,
      ...logged,
      serverAccessLogsPrefix: 'files/',
      bucketName: names.buckets.files,
      cors: [
        {
          allowedOrigins: [`https://${appHost(settings)}`],
          allowedMethods: [HttpMethods.GET, HttpMethods.POST],
          allowedHeaders: ['*'],
          maxAge: 7200,
        },
      ],
      lifecycleRules: [
        {
          noncurrentVersionExpiration: Duration.days(PITR_DAYS),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
    })
    new Bucket(this, 'Content', {
      ...shared,
      ...logged,
      serverAccessLogsPrefix: 'content/',
      bucketName: names.buckets.content,
    })
  }
}
