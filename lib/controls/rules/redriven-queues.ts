import { each, get, listOf, ofType, type Rule, unless } from '../resource.ts'

/** Work that fails again and again must not vanish and must not go unseen. */
export const redrivenQueues: Rule = {
  name: 'redriven queues',
  says: 'every queue of work has a queue for what was given up, and an alarm looks at that one',
  judge: (all) => {
    const watchedNames = ofType(all, 'AWS::CloudWatch::Alarm')
      .filter(
        ({ properties }) =>
          get(properties, 'MetricName') === 'ApproximateNumberOfMessagesVisible' &&
          listOf(get(properties, 'AlarmActions')).length > 0,
      )
      .map(({ properties }) => get(properties, 'Dimensions.0.Value'))
    return each(['AWS::SQS::Queue'], ({ properties }) => {
      const name = String(get(properties, 'QueueName'))
      return name.endsWith('-dead')
        ? unless([watchedNames.includes(name), 'fills without an alarm'])
        : unless([
            Boolean(get(properties, 'RedrivePolicy.deadLetterTargetArn')) &&
              Number(get(properties, 'RedrivePolicy.maxReceiveCount')) <= 10,
            'gives up work in silence',
          ])
    })(all)
  },
}
