import { Duration } from 'aws-cdk-lib'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import { DEAD, FUNCTIONS } from '../functions.ts'
import type { Names } from '../names.ts'

/** What could not be done waits 14 days for a person. */
const PATIENCE = Duration.days(14)
const TRIES = 5

/** The two queues of work, and for each worker the queue of what it gave up. Messages hold ids alone. */
export const makeQueues = (scope: Construct, names: Names, encryptionMasterKey: IKey) => {
  const encrypted = { encryption: QueueEncryption.KMS, encryptionMasterKey, enforceSSL: true }
  const dead = Object.fromEntries(
    DEAD.map((worker) => [
      worker,
      new Queue(scope, `Dead-${worker}`, {
        ...encrypted,
        queueName: names.of(`${worker}-dead`),
        retentionPeriod: PATIENCE,
      }),
    ]),
  ) as Record<(typeof DEAD)[number], Queue>
  const work = (name: 'jobs' | 'mail', visibilityTimeout: Duration) =>
    new Queue(scope, `Queue-${name}`, {
      ...encrypted,
      queueName: names.queues[name],
      visibilityTimeout,
      retentionPeriod: Duration.days(4),
      deadLetterQueue: { queue: dead[name], maxReceiveCount: TRIES },
    })
  return {
    dead,
    jobs: work('jobs', Duration.seconds(FUNCTIONS.jobs.seconds + 60)),
    mail: work('mail', Duration.seconds(FUNCTIONS.mail.seconds * 6)),
  }
}
export type Queues = ReturnType<typeof makeQueues>
