import { readFile } from 'node:fs/promises'
import { PutObjectCommand } from '@aws-sdk/client-s3'
import { env } from './runtime/aws.ts'
import { log } from './runtime/log.ts'
import { s3Of } from './runtime/s3.ts'

interface Published {
  readonly key: string
  readonly body: string
}

/** Publishes objects to the content bucket, the catalogue last. Writing the same again changes nothing. */
export const publish = async (files: readonly Published[]): Promise<void> => {
  const s3 = s3Of()
  for (const { key, body } of files)
    await s3.send(
      new PutObjectCommand({
        Bucket: env('CONTENT_BUCKET'),
        Key: key,
        Body: body,
        ContentType: 'application/json; charset=utf-8',
      }),
    )
}

interface Asked {
  readonly RequestType: 'Create' | 'Update' | 'Delete'
  readonly ResponseURL: string
  readonly StackId: string
  readonly RequestId: string
  readonly LogicalResourceId: string
}

/** CloudFormation waits an hour for an answer that does not come. */
const tell = async ({ ResponseURL, StackId, RequestId, LogicalResourceId }: Asked, Status: string) =>
  void (await fetch(ResponseURL, {
    method: 'PUT',
    body: JSON.stringify({
      Status,
      Reason: 'See the log of this function.',
      PhysicalResourceId: 'kizuki-content',
      StackId,
      RequestId,
      LogicalResourceId,
    }),
  }))

/** Custom resource of a deploy: the release's content lies beside this function as one file. Removing it removes nothing. */
export const handler = async (event: Asked): Promise<void> => {
  try {
    if (event.RequestType !== 'Delete')
      await publish(
        JSON.parse(await readFile(new URL('./content.json', import.meta.url), 'utf8')) as Published[],
      )
    await tell(event, 'SUCCESS')
  } catch (error) {
    log.error('content was not published', { name: (error as Error).name })
    await tell(event, 'FAILED')
  }
}
