import { Duration } from 'aws-cdk-lib'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  type IBucket,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3'
import type { Construct } from 'constructs'
import { KEPT } from './kept.ts'

interface Kept {
  readonly bucketName: string
  readonly logs: IBucket
  readonly encryptionKey?: IKey
}

const closed: BucketProps = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
  removalPolicy: KEPT,
}

/** A bucket nobody outside reads: our own key, TLS only, accesses logged. Without a key S3's own (public files of the site). */
export const keptBucket = (
  scope: Construct,
  id: string,
  { bucketName, logs, encryptionKey }: Kept,
  more: BucketProps = {},
): Bucket =>
  new Bucket(scope, id, {
    ...closed,
    bucketName,
    ...(encryptionKey
      ? { encryption: BucketEncryption.KMS, encryptionKey, bucketKeyEnabled: true }
      : { encryption: BucketEncryption.S3_MANAGED }),
    serverAccessLogsBucket: logs,
    serverAccessLogsPrefix: `s3/${id}/`,
    ...more,
  })

/**
 * Access logs of the other buckets and of CloudFront, for 400 days. S3 delivers them only into a bucket with S3's own key, and
 * CloudFront only where object ACLs are on.
 */
export const logBucket = (scope: Construct, bucketName: string): Bucket =>
  new Bucket(scope, 'Logs', {
    ...closed,
    bucketName,
    encryption: BucketEncryption.S3_MANAGED,
    objectOwnership: ObjectOwnership.OBJECT_WRITER,
    lifecycleRules: [{ id: 'after-400-days', expiration: Duration.days(LOG_DAYS) }],
  })

/** Logs of accesses are kept for a little more than a year: an audit looks back one. */
export const LOG_DAYS = 400
