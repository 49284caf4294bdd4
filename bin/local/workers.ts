import type { SQSClient } from '@aws-sdk/client-sqs'
import { clock } from '../../lambdas/runtime/clock.ts'
import type { Names } from '../../lib/names.ts'
import type { bellsOf } from './bells.ts'
import type { Doors } from './doors.ts'
import { loop, pumpQueue, pumpStream } from './pumps.ts'

const SWEEP_MS = 5 * 60_000

interface Given {
  readonly names: Names
  readonly doors: Doors
  readonly dynamo: string
  readonly sqs: SQSClient
  readonly queues: { readonly jobs: string; readonly mail: string }
  readonly bells: ReturnType<typeof bellsOf>
}

/** What calls the event doors: table streams, queues, and the timer of every five minutes by the product's clock. */
export const startWorkers = ({ names, doors, dynamo, sqs, queues, bells }: Given) => {
  let sweptAt = clock.source()
  const sweep = async () => {
    sweptAt = clock.source()
    await doors.invoke('schedule', {})
  }
  const pumps = [
    pumpStream(dynamo, names.tables.app, doors, 'TRIM_HORIZON', bells.stream),
    pumpStream(dynamo, names.tables.audit, doors, 'LATEST', bells.audit),
    pumpQueue(sqs, queues.jobs, doors, 'jobs', bells.jobs),
    pumpQueue(sqs, queues.mail, doors, 'mail', bells.mail),
    loop(async () => {
      if (clock.source() - sweptAt > SWEEP_MS) await sweep()
      return false
    }),
  ]
  return { sweep, stop: () => Promise.all(pumps.map((pump) => pump.stop())) }
}
