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

/** CloudFormation waits for an answer that does not come until the deploy gives up; a refused one is sent again. */
const tell = async ({ ResponseURL, StackId, RequestId, LogicalResourceId }: Asked, Status: string) => {
  const answer = JSON.stringify({
    Status,
    Reason: 'See the log of this function.',
    PhysicalResourceId: 'kizuki-content',
    StackId,
    RequestId,
    LogicalResourceId,
  })
  // Bytes, not text: the address is signed for a request without content type, and text would bring one.
  const { ok, status } = await fetch(ResponseURL, { method: 'PUT', body: Buffer.from(answer) })
  if (!ok) throw new Error(`CloudFormation took no answer: ${status}`)
}

/** Custom resource of a deploy: the release's content lies beside this function as one file. Removing it removes nothing. */
export const handler = async (event: Asked): Promise<void> => {
  let status = 'SUCCESS'
  try {
    if (event.RequestType !== 'Delete')
      await publish(
        JSON.parse(await readFile(new URL('./content.json', import.meta.url), 'utf8')) as Published[],
      )
  } catch (error) {
    const { name, message } = error as Error
    log.error('content was not published', { name, message: message.slice(0, 200) })
    status = 'FAILED'
  }
  await tell(event, status)
}
