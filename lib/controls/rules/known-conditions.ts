import { CONDITION_KEYS } from '../../roles/condition-keys.ts'
import { entriesOf, get, type Rule } from '../resource.ts'
import { statementsOf } from '../statements.ts'

/** Condition keys that exist and that we mean. One typed wrong never matches, and the statement says less or more than it seems. */
const KNOWN = new Set<string>([
  ...CONDITION_KEYS,
  // Those that services and buckets are bound by.
  'aws:SecureTransport',
  'aws:SourceAccount',
  'aws:SourceArn',
  'AWS:SourceArn',
  'kms:EncryptionContext:aws:logs:arn',
  'kms:EncryptionContext:aws:sqs:arn',
  's3:TlsVersion',
  's3:x-amz-acl',
])
const OPERATOR =
  /^(ForAllValues:|ForAnyValue:)?(StringEquals|StringNotEquals|StringLike|StringNotLike|ArnLike|ArnEquals|Bool|Null|NumericLessThan)$/

export const knownConditions: Rule = {
  name: 'known conditions',
  says: 'policies use condition keys and operators that exist',
  judge: (all) =>
    statementsOf(all).flatMap(({ where, statement }) =>
      entriesOf(get(statement, 'Condition')).flatMap(([operator, keys]) => [
        ...(OPERATOR.test(operator) ? [] : [`${where} uses the operator ${operator}`]),
        ...entriesOf(keys).flatMap(([key]) => (KNOWN.has(key) ? [] : [`${where} uses the key ${key}`])),
      ]),
    ),
}
