import { CfnDeletionPolicy, CfnOutput, Duration, Stack } from 'aws-cdk-lib'
import { type IKey, Key } from 'aws-cdk-lib/aws-kms'
import { type Bucket, HttpMethods, ObjectLockRetention } from 'aws-cdk-lib/aws-s3'
import type { Construct } from 'constructs'
import { namesOf, REGION } from './names.ts'
import { keptBucket, LOG_DAYS, logBucket } from './parts/kept-bucket.ts'
import { keptTable } from './parts/kept-table.ts'
import { dataKey, sessionKey, trailKey } from './parts/keys.ts'
import { copyAbroad } from './parts/second-copies.ts'
import { openToTrail } from './parts/trail-bucket.ts'
import { closedPool } from './parts/user-pool.ts'
import { OPERATOR_POOL } from './pools.ts'
import { isProduction, originsOf, type Stage } from './stage.ts'

const { RETAIN } = CfnDeletionPolicy

/** What outlives every deploy: tables, files, keys, the operators' pool. Nothing here is ever removed by CloudFormation. */
export class DataStack extends Stack {
  readonly names
  readonly keys
  readonly tables
  readonly logs: Bucket
  readonly operators

  constructor(scope: Construct, stage: Stage) {
    const names = namesOf(stage.stage, stage.account)
    super(scope, names.of('data'), {
      env: { account: stage.account, region: REGION },
      terminationProtection: true,
      description: 'Kizuki: tables, files, keys and the operators’ user pool. Kept when the stack goes.',
    })
    this.names = names
    this.keys = {
      data: dataKey(this, names),
      session: sessionKey(this, names),
      trail: trailKey(this, names),
    }
    const { data: encryptionKey } = this.keys
    this.tables = {
      app: keptTable(this, 'app', names, encryptionKey),
      registry: keptTable(this, 'registry', names, encryptionKey),
      audit: keptTable(this, 'audit', names, encryptionKey),
    }
    this.logs = logBucket(this, names.buckets.logs)
    this.buckets(stage)
    this.operators = closedPool(this, {
      settings: OPERATOR_POOL,
      poolName: names.of('operators'),
      protect: 'ACTIVE',
      tags: { house: 'operators' },
    })
    this.operators.pool.cfnOptions.deletionPolicy = this.operators.pool.cfnOptions.updateReplacePolicy =
      RETAIN
    copyAbroad(this, names, encryptionKey, Object.values(this.tables))
    new CfnOutput(this, 'OperatorPoolId', { value: this.operators.pool.ref })
    new CfnOutput(this, 'OperatorClientId', { value: this.operators.client.ref })
  }

  /** The key as another stack sees it: not to be widened by what that stack makes. */
  keyIn(scope: Construct): IKey {
    return Key.fromKeyArn(scope, 'DataKey', this.keys.data.keyArn)
  }

  private buckets(stage: Stage) {
    const { names, logs } = this
    const encryptionKey = this.keys.data
    // Uploads and downloads go between the browser and this bucket by presigned address, from the site alone.
    const browser = {
      allowedOrigins: [originsOf(stage).site],
      allowedMethods: [HttpMethods.GET, HttpMethods.POST],
      allowedHeaders: ['*'],
      exposedHeaders: ['ETag'],
      maxAge: 7200,
    }
    keptBucket(
      this,
      'Files',
      { bucketName: names.buckets.files, logs, encryptionKey },
      {
        cors: [browser],
        lifecycleRules: [{ id: 'unfinished', abortIncompleteMultipartUploadAfter: Duration.days(1) }],
      },
    )
    keptBucket(
      this,
      'Content',
      { bucketName: names.buckets.content, logs, encryptionKey },
      { versioned: true },
    )
    const days = Duration.days(LOG_DAYS)
    const trail = keptBucket(
      this,
      'Trail',
      { bucketName: names.buckets.audit, logs, encryptionKey: this.keys.trail },
      {
        versioned: true,
        objectLockEnabled: true,
        objectLockDefaultRetention: isProduction(stage)
          ? ObjectLockRetention.compliance(days)
          : ObjectLockRetention.governance(days),
        lifecycleRules: [
          {
            id: 'after-the-lock',
            expiration: Duration.days(LOG_DAYS + 1),
            noncurrentVersionExpiration: Duration.days(1),
          },
        ],
      },
    )
    openToTrail(trail, names)
  }
}
