import { entriesOf, get, type Json, listOf, named, ofType, type Rule } from '../resource.ts'

const WANTED = ['kms:Decrypt', 'kms:GenerateDataKey*']
/** EventBridge names neither account nor source when it uses a key: such a condition would refuse it in silence. */
const NAMELESS = 'events.amazonaws.com'

const services = (statement: Json) => listOf(get(statement, 'Principal.Service')).map(String)
const isBoundBySource = (statement: Json) =>
  entriesOf(get(statement, 'Condition')).some(([, keys]) =>
    entriesOf(keys).some(([key]) => /^aws:source/i.test(key)),
  )

/** Queues and topics are under our key: whoever may write to one and may not use the key loses each message in silence. */
export const keysOfPost: Rule = {
  name: 'keys of post',
  says: 'every service that may write to an encrypted queue or topic may use the key, on terms that it can meet',
  judge: (all) => {
    const uses = ofType(all, 'AWS::KMS::Key').flatMap(({ properties }) =>
      listOf(get(properties, 'KeyPolicy.Statement')),
    )
    return ofType(all, 'AWS::SQS::QueuePolicy', 'AWS::SNS::TopicPolicy').flatMap((one) =>
      listOf(get(one.properties, 'PolicyDocument.Statement'))
        .filter((statement) => get(statement, 'Effect') === 'Allow')
        .flatMap(services)
        .flatMap((service) => {
          const mine = uses.filter(
            (use) =>
              services(use).includes(service) &&
              WANTED.every((action) => listOf(get(use, 'Action')).includes(action)),
          )
          return [
            ...(mine.length > 0 ? [] : [`${named(one)} takes from ${service}, which may not use the key`]),
            ...(service === NAMELESS && mine.some(isBoundBySource)
              ? [`${named(one)} takes from ${service}, which cannot name its source to the key`]
              : []),
          ]
        }),
    )
  },
}
