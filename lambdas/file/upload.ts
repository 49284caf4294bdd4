import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import type { Files } from './files.ts'

/** S3 wants parts of at least 5 MiB (but the last). */
const PART = 6 * 1024 * 1024

/**
 * Streams chunks into an object part by part, through one buffer: memory stays at one part whatever the length. Returns
 * bytes written.
 */
export const upload = async (
  files: Files,
  id: string,
  type: string,
  chunks: AsyncIterable<Uint8Array>,
): Promise<number> => {
  const at = files.at(id)
  const { UploadId } = await files.client.send(new CreateMultipartUploadCommand({ ...at, ContentType: type }))
  const parts: { PartNumber: number; ETag: string | undefined }[] = []
  const part = Buffer.allocUnsafeSlow(PART)
  let size = 0
  let total = 0
  const flush = async () => {
    const PartNumber = parts.length + 1
    const Body = part.subarray(0, size)
    const { ETag } = await files.client.send(new UploadPartCommand({ ...at, UploadId, PartNumber, Body }))
    parts.push({ PartNumber, ETag })
    size = 0
  }
  try {
    for await (const chunk of chunks) {
      total += chunk.length
      for (let from = 0; from < chunk.length; ) {
        const fits = Math.min(PART - size, chunk.length - from)
        part.set(chunk.subarray(from, from + fits), size)
        from += fits
        size += fits
        if (size === PART) await flush()
      }
    }
    if (size > 0 || parts.length === 0) await flush()
    await files.client.send(
      new CompleteMultipartUploadCommand({ ...at, UploadId, MultipartUpload: { Parts: parts } }),
    )
    return total
  } catch (error) {
    await files.client.send(new AbortMultipartUploadCommand({ ...at, UploadId }))
    throw error
  }
}
