import type { Names } from '../../../lib/names.ts'
import type { Asked, Context } from './judge.ts'

// biome-ignore lint/suspicious/noExplicitAny: inputs of many commands, each read by its own rule
type Input = any
interface Around {
  readonly names: Names
  readonly principal: Context
  readonly poolTag: (poolId: string) => string | undefined
}

const leading = (keys: readonly unknown[]): Context => ({
  'dynamodb:LeadingKeys': [...new Set(keys.map((key) => String((key as { S?: string })?.S ?? '')))],
})

const dynamo = (
  action: string,
  table: string,
  keys: readonly unknown[],
  around: Around,
  index?: string,
): Asked => {
  const arn = around.names.tableArn('app').replace(/table\/.*/, `table/${table}`)
  return {
    action: `dynamodb:${action}`,
    resource: index ? `${arn}/index/${index}` : arn,
    context: { ...around.principal, ...leading(keys) },
  }
}

const TRANSACTED = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
} as const

/** `#pk = :v` of a query: the one partition it reads. */
const partition = (input: Input) => {
  const value = /=\s*(:\w+)/.exec(input.KeyConditionExpression ?? '')?.[1]
  return [input.ExpressionAttributeValues?.[value ?? '']]
}

const DYNAMO: Record<string, (input: Input, around: Around) => Asked[]> = {
  GetItem: (i, a) => [dynamo('GetItem', i.TableName, [i.Key.pk], a)],
  PutItem: (i, a) => [dynamo('PutItem', i.TableName, [i.Item.pk], a)],
  UpdateItem: (i, a) => [dynamo('UpdateItem', i.TableName, [i.Key.pk], a)],
  DeleteItem: (i, a) => [dynamo('DeleteItem', i.TableName, [i.Key.pk], a)],
  Query: (i, a) => [dynamo('Query', i.TableName, partition(i), a, i.IndexName)],
  Scan: (i, a) => [{ ...dynamo('Scan', i.TableName, [], a, i.IndexName), context: a.principal }],
  BatchGetItem: (i, a) =>
    Object.entries<Input>(i.RequestItems).map(([table, { Keys }]) =>
      dynamo(
        'BatchGetItem',
        table,
        Keys.map((key: Input) => key.pk),
        a,
      ),
    ),
  TransactWriteItems: (i, a) =>
    i.TransactItems.flatMap((item: Input) =>
      Object.entries(TRANSACTED).flatMap(([kind, action]) =>
        item[kind] ? [dynamo(action, item[kind].TableName, [(item[kind].Key ?? item[kind].Item).pk], a)] : [],
      ),
    ),
}

const s3 =
  (action: string) =>
  (input: Input, { principal }: Around): Asked[] => [
    { action: `s3:${action}`, resource: `arn:aws:s3:::${input.Bucket}/${input.Key}`, context: principal },
  ]
const S3: Record<string, (input: Input, around: Around) => Asked[]> = {
  GetObject: s3('GetObject'),
  HeadObject: s3('GetObject'),
  PutObject: s3('PutObject'),
  DeleteObject: s3('DeleteObject'),
  CreateMultipartUpload: s3('PutObject'),
  UploadPart: s3('PutObject'),
  CompleteMultipartUpload: s3('PutObject'),
  AbortMultipartUpload: s3('AbortMultipartUpload'),
}

/** Calls that carry their own proof (a token or a client secret) and ask for no IAM right. */
const UNSIGNED = new Set([
  'GetTokensFromRefreshToken',
  'RevokeToken',
  'AssociateSoftwareToken',
  'VerifySoftwareToken',
  'ChangePassword',
])

/** The requests IAM would judge for one SDK call: each item of a transaction is one of its own. */
export const requestsOf = (service: string, command: string, input: Input, around: Around): Asked[] => {
  const { names, principal } = around
  const rule = service === 'DynamoDB' ? DYNAMO[command] : service === 'S3' ? S3[command] : undefined
  if (rule) return rule(input, around)
  if (service === 'Cognito Identity Provider') {
    if (UNSIGNED.has(command)) return []
    const tag = around.poolTag(input.UserPoolId)
    const context = tag === undefined ? principal : { ...principal, 'aws:ResourceTag/tenant': [tag] }
    return [{ action: `cognito-idp:${command}`, resource: names.poolArn(input.UserPoolId), context }]
  }
  if (service === 'SQS')
    return [
      {
        action: `sqs:${command}`,
        resource: names.queueArn(input.QueueUrl.endsWith(names.queues.mail) ? 'mail' : 'jobs'),
        context: principal,
      },
    ]
  if (service === 'KMS') {
    const bound = input.EncryptionContext?.tenant
    return [
      {
        action: `kms:${command}`,
        resource: names.keyArn(input.KeyId),
        context: bound ? { ...principal, 'kms:EncryptionContext:tenant': [bound] } : principal,
      },
    ]
  }
  if (service === 'SES')
    return [
      {
        action: `ses:${command}`,
        resource: names.sesArn(String(input.Source).split('@').at(-1) ?? ''),
        context: principal,
      },
    ]
  if (service === 'STS') return [{ action: `sts:${command}`, resource: input.RoleArn, context: principal }]
  throw new Error(`${service} ${command} is not among the calls the product makes`)
}
