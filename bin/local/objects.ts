import { join } from 'node:path'
import { SQSClient } from '@aws-sdk/client-sqs'
import { startFauxqs } from 'fauxqs'
import type { Names } from '../../lib/names.ts'

/** Deliveries after which a message goes to the dead-letter queue, as the service stack says. */
const MAX_RECEIVES = 5

/** Buckets and queues behind one port, kept in `dataDir`; every queue has its dead-letter queue. */
export const startObjects = async (dataDir: string, names: Names) => {
  const fauxqs = await startFauxqs({
    port: 0,
    logger: false,
    dataDir: join(dataDir, 'objects'),
    defaultRegion: 'ap-northeast-1',
  } as never)
  const endpoint = `http://127.0.0.1:${(fauxqs as unknown as { port: number }).port}`
  const urlOf = (name: string) => `${endpoint}/000000000000/${name}`
  // Making a queue anew would forget the messages that were kept for it.
  const made = (name: string, attributes: Record<string, string> = {}) => {
    if (!fauxqs.inspectQueue(name)) fauxqs.createQueue(name, { attributes })
    return `arn:aws:sqs:ap-northeast-1:000000000000:${name}`
  }
  const queue = (name: string) => {
    const policy = { deadLetterTargetArn: made(`${name}-dead`), maxReceiveCount: MAX_RECEIVES }
    made(name, { RedrivePolicy: JSON.stringify(policy) })
    return urlOf(name)
  }
  for (const bucket of [names.buckets.files, names.buckets.content]) fauxqs.createBucket(bucket)
  const queues = { jobs: queue(names.queues.jobs), mail: queue(names.queues.mail) }
  const sqs = new SQSClient({
    endpoint,
    region: 'ap-northeast-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  })
  return {
    endpoint,
    queues,
    sqs,
    async stop() {
      sqs.destroy()
      await fauxqs.stop()
    },
  }
}
