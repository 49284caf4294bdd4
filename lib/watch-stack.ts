import { Stack } from 'aws-cdk-lib'
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail'
import { Dashboard, GraphWidget, SingleValueWidget } from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { FilterPattern, LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import type { Construct } from 'constructs'
import type { DataStack } from './data-stack.ts'
import { FUNCTIONS } from './functions.ts'
import { REGION } from './names.ts'
import { makeAlarm, metricOf, watched } from './parts/alarms.ts'
import type { Stage } from './stage.ts'

/** What looks after the rest: alarms to a person, a dashboard, the trail of what is done in the account. */
export class WatchStack extends Stack {
  constructor(scope: Construct, stage: Stage, { data }: { readonly data: DataStack }) {
    const { names } = data
    super(scope, names.of('watch'), {
      env: { account: stage.account, region: REGION },
      description: 'Kizuki: alarms, dashboard, trail.',
    })
    const topic = new Topic(this, 'Alarms', {
      topicName: names.of('alarms'),
      masterKey: data.keyIn(this),
      enforceSSL: true,
    })
    // A topic with a policy of its own forgets the one that let the account's services publish.
    topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': stage.account } },
      }),
    )
    topic.addSubscription(new EmailSubscription(stage.alarmMail))
    const all = watched(names)
    for (const one of all) makeAlarm(this, names, one, new SnsAction(topic))

    for (const name of Object.keys(FUNCTIONS))
      new MetricFilter(this, `Security-${name}`, {
        logGroup: LogGroup.fromLogGroupName(this, `Log-${name}`, names.logGroup(name)),
        filterPattern: FilterPattern.stringValue('$.level', '=', 'security'),
        metricNamespace: names.of('security'),
        metricName: 'Events',
      })

    new Dashboard(this, 'Dashboard', {
      dashboardName: names.of('service'),
      widgets: [
        all
          .filter(({ id }) => id.startsWith('dead-'))
          .map((one) => new SingleValueWidget({ title: one.id, metrics: [metricOf(one)], width: 4 })),
        all
          .filter(({ namespace }) => !['AWS/SQS', 'AWS/Lambda', 'AWS/DynamoDB'].includes(namespace))
          .map((one) => new GraphWidget({ title: one.id, left: [metricOf(one)], width: 8 })),
      ],
    })

    new CfnTrail(this, 'Trail', {
      trailName: names.trail,
      isLogging: true,
      s3BucketName: names.buckets.audit,
      kmsKeyId: data.keys.trail.keyArn,
      enableLogFileValidation: true,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
    })
  }
}
