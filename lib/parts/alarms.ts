import { Duration } from 'aws-cdk-lib'
import {
  Alarm,
  ComparisonOperator,
  type IAlarmAction,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch'
import type { Construct } from 'constructs'
import { DEAD, FUNCTIONS } from '../functions.ts'
import type { Names } from '../names.ts'

/** One thing that somebody must look at, and what to look at first. */
export interface Watched {
  readonly id: string
  readonly says: string
  readonly namespace: string
  readonly metric: string
  readonly dimensions?: Readonly<Record<string, string>>
  readonly statistic: string
  readonly above: number
  readonly minutes: number
  readonly periods: number
}

const oneMinute = { minutes: 1, periods: 1 }
const lasting = { minutes: 5, periods: 3 }

const queues = (names: Names): Watched[] => [
  ...DEAD.map((worker) => ({
    id: `dead-${worker}`,
    says: `Work of ${worker} was given up: look at the queue ${names.of(`${worker}-dead`)} and its log.`,
    namespace: 'AWS/SQS',
    metric: 'ApproximateNumberOfMessagesVisible',
    dimensions: { QueueName: names.of(`${worker}-dead`) },
    statistic: 'Maximum',
    above: 0,
    ...oneMinute,
  })),
  ...Object.values(names.queues).map((QueueName) => ({
    id: `age-${QueueName}`,
    says: `The oldest message of ${QueueName} has waited for more than 20 minutes.`,
    namespace: 'AWS/SQS',
    metric: 'ApproximateAgeOfOldestMessage',
    dimensions: { QueueName },
    statistic: 'Maximum',
    above: 20 * 60,
    minutes: 5,
    periods: 1,
  })),
]

const functions = (names: Names): Watched[] =>
  Object.keys(FUNCTIONS).flatMap((name) =>
    (
      [
        // The authorizer says "signed out" by throwing, as the gateway wants it; where it fails itself, the API answers 5xx.
        ...(name === 'authorizer' ? [] : [['Errors', 3] as const]),
        ['Throttles', 0],
      ] as const
    ).map(([metric, above]) => ({
      id: `${name}-${metric.toLowerCase()}`,
      says: `${metric} of the function ${name}: look at its log ${names.logGroup(name)}.`,
      namespace: 'AWS/Lambda',
      metric,
      dimensions: { FunctionName: names.of(name) },
      statistic: 'Sum',
      above,
      minutes: 5,
      periods: 1,
    })),
  )

const tables = (names: Names): Watched[] =>
  Object.values(names.tables).flatMap((TableName) =>
    ['ReadThrottleEvents', 'WriteThrottleEvents', 'SystemErrors'].map((metric) => ({
      id: `${TableName}-${metric}`,
      says: `${metric} at the table ${TableName}: is one partition key hot?`,
      namespace: 'AWS/DynamoDB',
      metric,
      dimensions: { TableName },
      statistic: 'Sum',
      above: 10,
      minutes: 5,
      periods: 1,
    })),
  )

const rest = (names: Names): Watched[] => {
  const ApiName = names.of('api')
  const api = { namespace: 'AWS/ApiGateway', dimensions: { ApiName, Stage: 'v1' } }
  const ses = { namespace: 'AWS/SES', statistic: 'Average', minutes: 60, periods: 1 }
  return [
    {
      id: 'api-5xx',
      says: 'The API answers with errors of its own.',
      metric: '5XXError',
      statistic: 'Sum',
      above: 5,
      ...api,
      minutes: 5,
      periods: 1,
    },
    {
      id: 'api-slow',
      says: 'One of twenty answers of the API takes more than 3 seconds.',
      metric: 'Latency',
      statistic: 'p95',
      above: 3000,
      ...api,
      ...lasting,
    },
    {
      id: 'concurrency',
      says: 'Functions near the account’s limit of 1,000 at once: ask AWS to raise it.',
      namespace: 'AWS/Lambda',
      metric: 'ConcurrentExecutions',
      statistic: 'Maximum',
      above: 800,
      minutes: 1,
      periods: 3,
    },
    {
      id: 'stream-late',
      says: 'Errands wait for more than 10 minutes in the stream.',
      namespace: 'AWS/Lambda',
      metric: 'IteratorAge',
      dimensions: { FunctionName: names.of('stream') },
      statistic: 'Maximum',
      above: 600_000,
      minutes: 5,
      periods: 1,
    },
    {
      id: 'mail-bounces',
      says: 'More than 4 % of mails bounce; SES stops an account at 10 %.',
      metric: 'Reputation.BounceRate',
      above: 0.04,
      ...ses,
    },
    {
      id: 'mail-complaints',
      says: 'Complaints near the limit of SES (0.1 %).',
      metric: 'Reputation.ComplaintRate',
      above: 0.0008,
      ...ses,
    },
    {
      id: 'security',
      says: 'Somebody reached for what is not theirs: search the logs for "level":"security".',
      namespace: names.of('security'),
      metric: 'Events',
      statistic: 'Sum',
      above: 20,
      minutes: 5,
      periods: 1,
    },
  ]
}

/** Every alarm of a stage, as data. */
export const watched = (names: Names): Watched[] => [
  ...queues(names),
  ...functions(names),
  ...tables(names),
  ...rest(names),
]

export const metricOf = (one: Watched) =>
  new Metric({
    namespace: one.namespace,
    metricName: one.metric,
    ...(one.dimensions ? { dimensionsMap: { ...one.dimensions } } : {}),
    statistic: one.statistic,
    period: Duration.minutes(one.minutes),
  })

export const makeAlarm = (scope: Construct, names: Names, one: Watched, action: IAlarmAction) => {
  const alarm = new Alarm(scope, `Alarm-${one.id}`, {
    alarmName: names.of(one.id.replace(names.of(''), '')),
    alarmDescription: one.says,
    metric: metricOf(one),
    threshold: one.above,
    evaluationPeriods: one.periods,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  })
  alarm.addAlarmAction(action)
  alarm.addOkAction(action)
  return alarm
}
