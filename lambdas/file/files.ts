import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3'
import { createPresignedPost } from '@aws-sdk/s3-presigned-post'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { type Credentials, env } from '../runtime/aws.ts'
import { s3Of } from '../runtime/s3.ts'
import { perTenancy } from '../runtime/tenancy.ts'

/** A tenant's files, under `T/<tenantId>/` of the files bucket. Names are ids; what a file is called stands in its item. */
const filesOf = (tenantId: string, credentials?: () => Promise<Credentials>) => {
  const client = s3Of(credentials)
  const at = (id: string) => ({ Bucket: env('FILES_BUCKET'), Key: `T/${tenantId}/${id}` })
  return {
    /** A form the browser may post to exactly this key for 10 minutes, of exactly this type, up to `max` bytes. */
    form: (id: string, type: string, max: number) =>
      createPresignedPost(client, {
        ...at(id),
        Expires: 600,
        Fields: { 'Content-Type': type },
        Conditions: [
          ['content-length-range', 1, max],
          ['eq', '$Content-Type', type],
        ],
      }),
    /** An address good for 5 minutes, made at the click. */
    link: (id: string, name: string, type: string) =>
      getSignedUrl(
        client,
        new GetObjectCommand({
          ...at(id),
          ResponseContentDisposition: `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
          ResponseContentType: type,
        }),
        { expiresIn: 300 },
      ),
    /** Of what has arrived. S3 tells whoever may not list a bucket 403 of an object that is not there, never 404. */
    size: async (id: string): Promise<number | undefined> => {
      try {
        return (await client.send(new HeadObjectCommand(at(id)))).ContentLength
      } catch (error) {
        const { $metadata } = error as { $metadata?: { httpStatusCode?: number } }
        if ([403, 404].includes($metadata?.httpStatusCode ?? 0)) return undefined
        throw error
      }
    },
    read: async (id: string): Promise<AsyncIterable<Uint8Array>> => {
      const { Body } = await client.send(new GetObjectCommand(at(id)))
      return Body as unknown as AsyncIterable<Uint8Array>
    },
    /** Writes a whole object from memory; larger ones go through `upload.ts`. */
    write: async (id: string, body: Uint8Array | string, type: string) =>
      void (await client.send(new PutObjectCommand({ ...at(id), Body: body, ContentType: type }))),
    remove: async (id: string) => void (await client.send(new DeleteObjectCommand(at(id)))),
    client,
    at,
  }
}
export type Files = ReturnType<typeof filesOf>

export const filesIn = perTenancy(({ id, credentials }) => filesOf(id, credentials))
