import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { type Credentials, env, makeClient } from './aws.ts'
import { perTenancy } from './tenancy.ts'

/** Puts a small message of ids on a queue; the worker reads everything else from the table. */
const queueOf = (credentials?: () => Promise<Credentials>) => {
  const client = makeClient(SQSClient, credentials)
  return async (queue: 'JOBS_QUEUE_URL' | 'MAIL_QUEUE_URL', body: Record<string, string>, delaySeconds = 0) =>
    void (await client.send(
      new SendMessageCommand({
        QueueUrl: env(queue),
        MessageBody: JSON.stringify(body),
        DelaySeconds: delaySeconds,
      }),
    ))
}

export const queueIn = perTenancy(({ credentials }) => queueOf(credentials))
