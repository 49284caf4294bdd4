import { GetObjectCommand } from '@aws-sdk/client-s3'
import { type Credentials, env } from './aws.ts'
import { lru } from './lru.ts'
import { s3Of } from './s3.ts'

/** Objects under `shared/` are immutable (a correction is a new revision), so they are held; the catalogue for a minute. */
const held = lru<{ body: Promise<unknown>; until: number }>(500)

/** Reads published content, the same for every tenant. */
export const sharedOf = (credentials?: () => Promise<Credentials>) => {
  const client = s3Of(credentials)
  return {
    /** The JSON object at `shared/<path>`; `seconds` says how long it may be held (default: for good). */
    json: <T>(path: string, seconds = Number.POSITIVE_INFINITY): Promise<T> => {
      const now = performance.now()
      const mine = held.get(path)
      if (mine && now < mine.until) return mine.body as Promise<T>
      const body = client
        .send(new GetObjectCommand({ Bucket: env('CONTENT_BUCKET'), Key: `shared/${path}` }))
        .then(async ({ Body }) => JSON.parse((await Body?.transformToString()) ?? 'null') as T)
      held.set(path, { body, until: now + seconds * 1000 })
      body.catch(() => held.delete(path))
      return body
    },
  }
}
export type Shared = ReturnType<typeof sharedOf>
export const forgetShared = () => held.clear()
