import { readFile } from 'node:fs/promises'
import { PutObjectCommand } from '@aws-sdk/client-s3'
import { env } from './runtime/aws.ts'
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

/** Custom resource of a deploy: the release's content lies beside this function as one file. */
export const handler = async (event: { RequestType: string }): Promise<{ PhysicalResourceId: string }> => {
  if (event.RequestType !== 'Delete')
    await publish(
      JSON.parse(await readFile(new URL('./content.json', import.meta.url), 'utf8')) as Published[],
    )
  return { PhysicalResourceId: 'kizuki-content' }
}
