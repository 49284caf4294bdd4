import { Stack } from 'aws-cdk-lib'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import {
  CfnConfigurationSet,
  CfnConfigurationSetEventDestination,
  CfnEmailIdentity,
} from 'aws-cdk-lib/aws-ses'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import type { Names } from '../names.ts'

interface Given {
  readonly names: Names
  readonly domain: string
  readonly masterKey: IKey
  readonly told: IFunction
  readonly dead: IQueue
}

/** Mail leaves over TLS or not at all, from one domain, and what became of each comes back. Opens and clicks are not watched. */
export const outgoingMail = (scope: Construct, { names, domain, masterKey, told, dead }: Given) => {
  const set = new CfnConfigurationSet(scope, 'MailSet', {
    name: names.of('mail'),
    deliveryOptions: { tlsPolicy: 'REQUIRE' },
    reputationOptions: { reputationMetricsEnabled: true },
    sendingOptions: { sendingEnabled: true },
    suppressionOptions: { suppressedReasons: ['BOUNCE', 'COMPLAINT'] },
  })
  const identity = new CfnEmailIdentity(scope, 'MailDomain', {
    emailIdentity: domain,
    configurationSetAttributes: { configurationSetName: set.ref },
    dkimSigningAttributes: { nextSigningKeyLength: 'RSA_2048_BIT' },
    mailFromAttributes: { mailFromDomain: `mail.${domain}`, behaviorOnMxFailure: 'REJECT_MESSAGE' },
  })
  const topic = new Topic(scope, 'MailEvents', {
    topicName: names.of('mail-events'),
    masterKey,
    enforceSSL: true,
  })
  topic.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('ses.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: {
        StringEquals: { 'aws:SourceAccount': Stack.of(scope).account, 'aws:SourceArn': names.sesSetArn() },
      },
    }),
  )
  topic.addSubscription(new LambdaSubscription(told, { deadLetterQueue: dead }))
  const destination = new CfnConfigurationSetEventDestination(scope, 'MailOutcomes', {
    configurationSetName: set.ref,
    eventDestination: {
      name: 'outcomes',
      enabled: true,
      matchingEventTypes: ['delivery', 'bounce', 'complaint', 'reject'],
      snsDestination: { topicArn: topic.topicArn },
    },
  })
  destination.node.addDependency(topic)
  return identity
}
