import { Duration } from 'aws-cdk-lib'
import type { ITable } from 'aws-cdk-lib/aws-dynamodb'
import { Rule, Schedule } from 'aws-cdk-lib/aws-events'
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets'
import {
  EventSourceMapping,
  FilterCriteria,
  FilterRule,
  type IFunction,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda'
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources'
import type { Construct } from 'constructs'
import type { FunctionName } from '../functions.ts'
import type { Names } from '../names.ts'
import type { Queues } from './queues.ts'

interface Given {
  readonly names: Names
  readonly functions: Record<FunctionName, IFunction>
  readonly queues: Queues
  readonly tables: { readonly app: ITable; readonly audit: ITable }
}

/**
 * Only errands reach the function from customers' rows, and they hold ids alone; from the audit table only what must never
 * happen, a row changed or removed.
 */
export const FILTERS = {
  app: {
    eventName: FilterRule.isEqual('INSERT'),
    dynamodb: { Keys: { sk: { S: FilterRule.beginsWith('OUT#') } } },
  },
  audit: { eventName: FilterRule.or('MODIFY', 'REMOVE') },
}

/** What starts the workers: queues, streams, the clock. */
export const feedWorkers = (scope: Construct, { names, functions, queues, tables }: Given) => {
  for (const [name, batchSize, maxConcurrency] of [
    ['jobs', 1, 20],
    // Ten at once keep below the rate that SES gives a new account.
    ['mail', 1, 10],
  ] as const)
    new EventSourceMapping(scope, `Feed-${name}`, {
      target: functions[name],
      eventSourceArn: queues[name].queueArn,
      batchSize,
      maxConcurrency,
      reportBatchItemFailures: true,
    })
  for (const name of ['app', 'audit'] as const)
    new EventSourceMapping(scope, `Feed-${name}`, {
      target: functions.stream,
      eventSourceArn: tables[name].tableStreamArn as string,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      maxBatchingWindow: Duration.seconds(1),
      parallelizationFactor: name === 'app' ? 4 : 1,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: 10,
      maxRecordAge: Duration.hours(6),
      onFailure: new SqsDlq(queues.dead.stream),
      filters: [FilterCriteria.filter(FILTERS[name])],
    })
  new Rule(scope, 'EveryFiveMinutes', {
    ruleName: names.of('every-five-minutes'),
    schedule: Schedule.rate(Duration.minutes(5)),
    targets: [
      new LambdaFunction(functions.schedule, {
        deadLetterQueue: queues.dead.schedule,
        retryAttempts: 2,
        maxEventAge: Duration.minutes(5),
      }),
    ],
  })
}
