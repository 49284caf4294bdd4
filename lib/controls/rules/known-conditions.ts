import { entriesOf, get, type Rule } from '../resource.ts'
import { statementsOf } from '../statements.ts'

/** Condition keys that exist and that we mean. One typed wrong never matches, and the statement says less or more than it seems. */
const KNOWN = new Set([
  'aws:PrincipalTag/tenant',
  'aws:RequestTag/tenant',
  'aws:ResourceTag/tenant',
  'aws:SecureTransport',
  'aws:SourceAccount',
  'aws:SourceArn',
  'AWS:SourceArn',
  'aws:TagKeys',
  'cloudformation:RoleArn',
  'cloudformation:TemplateUrl',
  'dynamodb:LeadingKeys',
  'iam:PassedToService',
  'kms:EncryptionContext:aws:logs:arn',
  'kms:EncryptionContext:tenant',
  'kms:ViaService',
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
