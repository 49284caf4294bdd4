import { S3Client } from '@aws-sdk/client-s3'
import { type Credentials, makeClient } from './aws.ts'

/** One S3 on a machine of one's own answers by path; AWS by host name. */
const PATH_STYLE = process.env.KIZUKI_S3_PATH_STYLE === '1'

export const s3Of = (credentials?: () => Promise<Credentials>) =>
  makeClient(S3Client, credentials, {
    forcePathStyle: PATH_STYLE,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  })
