import { Duration } from 'aws-cdk-lib'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Key } from 'aws-cdk-lib/aws-kms'
import type { Construct } from 'constructs'
import { type Names, REGION } from '../names.ts'
import { KEPT } from './kept.ts'

const key = (scope: Construct, id: string, alias: string, description: string) =>
  new Key(scope, id, {
    alias,
    description,
    enableKeyRotation: true,
    pendingWindow: Duration.days(30),
    removalPolicy: KEPT,
  })

const speak = (service: string, actions: string[], conditions: Record<string, Record<string, unknown>>) =>
  new PolicyStatement({
    principals: [new ServicePrincipal(service)],
    actions: actions.map((action) => `kms:${action}`),
    resources: ['*'],
    conditions,
  })

/** Tables, files, queues and logs at rest. Services may use it for this stage's own resources alone. */
export const dataKey = (scope: Construct, names: Names): Key => {
  const made = key(scope, 'DataKey', names.of('data'), 'Tables, files, queues and logs at rest')
  made.addToResourcePolicy(
    speak(
      `logs.${REGION}.amazonaws.com`,
      ['Encrypt', 'Decrypt', 'ReEncrypt*', 'GenerateDataKey*', 'Describe*'],
      {
        ArnLike: {
          'kms:EncryptionContext:aws:logs:arn': [
            `${names.logGroupArn('')}*`,
            // Names that services demand.
            ...[`aws-waf-logs-${names.of('')}*`, 'API-Gateway-Execution-Logs_*'].map(
              (name) => `arn:aws:logs:${REGION}:${names.account}:log-group:${name}`,
            ),
          ],
        },
      },
    ),
  )
  const use = ['Decrypt', 'GenerateDataKey*']
  const ofAccount = { StringEquals: { 'aws:SourceAccount': names.account } }
  made.addToResourcePolicy(speak('ses.amazonaws.com', use, ofAccount))
  made.addToResourcePolicy(
    speak('sns.amazonaws.com', use, { ArnEquals: { 'aws:SourceArn': names.topicArn('mail-events') } }),
  )
  // EventBridge names neither account nor source when it uses a key, so the one queue that it writes to bounds it.
  made.addToResourcePolicy(
    speak('events.amazonaws.com', use, {
      StringEquals: { 'kms:EncryptionContext:aws:sqs:arn': names.deadArn('schedule') },
    }),
  )
  made.addToResourcePolicy(speak('cloudwatch.amazonaws.com', use, ofAccount))
  return made
}

/** Refresh tokens inside session items: the table's own key alone does not open them. */
export const sessionKey = (scope: Construct, names: Names): Key =>
  key(scope, 'SessionKey', names.of('session'), 'Refresh tokens inside session items')

/** The trail of what is done in the account. */
export const trailKey = (scope: Construct, names: Names): Key => {
  const made = key(scope, 'TrailKey', names.of('trail'), 'The trail of calls in the account')
  const bound = { StringEquals: { 'aws:SourceArn': trailArn(names) } }
  made.addToResourcePolicy(speak('cloudtrail.amazonaws.com', ['GenerateDataKey*', 'DescribeKey'], bound))
  return made
}

export const trailArn = (names: Names) => `arn:aws:cloudtrail:${REGION}:${names.account}:trail/${names.trail}`
