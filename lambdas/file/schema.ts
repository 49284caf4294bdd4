import * as z from 'zod'
import { Id, Instant, Line } from '../runtime/shape.ts'

export const FileId = Id('fil')
/** What may be brought in, and how large: a list that the doors and the presigned form share. */
export const FilePurpose = z.enum(['roster'])
export const FileOpen = z.strictObject({
  purpose: FilePurpose,
  name: Line(200),
  size: z.number().int().min(1).max(50_000_000),
})
export const FileOpened = z.object({
  fileId: FileId,
  url: z.string(),
  fields: z.record(z.string(), z.string()),
})
export const FileRef = z.strictObject({ fileId: FileId })
export const FileClosed = z.object({ fileId: FileId, size: z.number().int(), sha256: z.string() })
/** Made at the click, good for 5 minutes, never mailed. */
export const FileLink = z.object({ url: z.string(), name: z.string(), until: Instant })
