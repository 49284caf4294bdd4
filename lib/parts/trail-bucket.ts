import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { Bucket } from 'aws-cdk-lib/aws-s3'
import type { Names } from '../names.ts'
import { trailArn } from './keys.ts'

/** Lets CloudTrail write this stage's own trail, and nothing else. */
export const openToTrail = (bucket: Bucket, names: Names) => {
  const principals = [new ServicePrincipal('cloudtrail.amazonaws.com')]
  const bound = { 'aws:SourceArn': trailArn(names) }
  bucket.addToResourcePolicy(
    new PolicyStatement({
      effect: Effect.ALLOW,
      principals,
      actions: ['s3:GetBucketAcl'],
      resources: [bucket.bucketArn],
      conditions: { StringEquals: bound },
    }),
  )
  bucket.addToResourcePolicy(
    new PolicyStatement({
      effect: Effect.ALLOW,
      principals,
      actions: ['s3:PutObject'],
      resources: [bucket.arnForObjects(`AWSLogs/${names.account}/*`)],
      conditions: { StringEquals: { ...bound, 's3:x-amz-acl': 'bucket-owner-full-control' } },
    }),
  )
}
