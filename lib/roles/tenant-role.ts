import type { Names } from '../names.ts'
import { allow, type Statement } from './statement.ts'

/** The tag of the session: the one thing that says which tenant's rows it opens. */
export const TAG = `${'$'}{aws:PrincipalTag/tenant}`
const TAGGED = { 'aws:PrincipalTag/tenant': ['?'.repeat(26)] }
const OWN_KEYS = [`T#${TAG}#*`]

/** Calls on single items and queries; Scan and PartiQL are not among them. */
export const ITEM_ACTIONS = [
  'GetItem',
  'BatchGetItem',
  'Query',
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'BatchWriteItem',
  'ConditionCheckItem',
].map((name) => `dynamodb:${name}`)
/** The audit table is only ever added to. */
const AUDIT_ACTIONS = ['dynamodb:PutItem', 'dynamodb:Query']

const POOL_ACTIONS = [
  'AdminInitiateAuth',
  'AdminRespondToAuthChallenge',
  'AdminCreateUser',
  'AdminDeleteUser',
  'AdminDisableUser',
  'AdminEnableUser',
  'AdminSetUserPassword',
  'AdminSetUserMFAPreference',
  'AdminUserGlobalSignOut',
  'DescribeUserPoolClient',
].map((name) => `cognito-idp:${name}`)

/**
 * Three conditions together, for each alone lets something through: `ForAllValues` is true where the key is missing (Scan,
 * PartiQL), `ForAnyValue` is true where one key of many is right, and an empty tag would make the pattern `T##*`.
 */
const ownRows = {
  'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': OWN_KEYS },
  'ForAnyValue:StringLike': { 'dynamodb:LeadingKeys': OWN_KEYS },
  StringLike: TAGGED,
}

/** What a session tagged with a tenant may do: that tenant's rows, files, pool, and nobody else's. */
export const tenantPolicy = (
  names: Names,
  keys: { data: string; session: string; mailIdentity: string },
): Statement[] => [
  allow('OwnRows', ITEM_ACTIONS, [names.tableArn('app'), `${names.tableArn('app')}/index/*`], ownRows),
  allow('OwnAudit', AUDIT_ACTIONS, [names.tableArn('audit')], ownRows),
  {
    Sid: 'NoForeignRow',
    Effect: 'Deny',
    Action: ['dynamodb:*'],
    Resource: ['*'],
    Condition: { 'ForAnyValue:StringNotLike': { 'dynamodb:LeadingKeys': OWN_KEYS } },
  },
  {
    Sid: 'NoCallWithoutKeys',
    Effect: 'Deny',
    Action: ['dynamodb:*'],
    Resource: ['*'],
    Condition: { Null: { 'dynamodb:LeadingKeys': ['true'] } },
  },
  allow(
    'OwnFiles',
    ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload'],
    [`${names.bucketArn('files')}/T/${TAG}/*`],
    {
      StringLike: TAGGED,
    },
  ),
  allow('SharedContent', ['s3:GetObject'], [`${names.bucketArn('content')}/shared/*`]),
  allow('OwnPool', POOL_ACTIONS, [names.poolArn('*')], {
    StringEquals: { 'aws:ResourceTag/tenant': [TAG] },
    StringLike: TAGGED,
  }),
  allow('Queues', ['sqs:SendMessage'], [names.queueArn('jobs'), names.queueArn('mail')], {
    StringLike: TAGGED,
  }),
  allow('Mail', ['ses:SendRawEmail'], [names.sesArn(keys.mailIdentity), names.sesSetArn()], {
    StringLike: TAGGED,
  }),
  allow('DataKey', ['kms:Decrypt', 'kms:GenerateDataKey'], [names.keyArn(keys.data)], {
    StringEquals: {
      'kms:ViaService': ['dynamodb', 's3', 'sqs'].map((service) => `${service}.ap-northeast-1.amazonaws.com`),
    },
  }),
  allow('SessionKey', ['kms:Encrypt', 'kms:Decrypt'], [names.keyArn(keys.session)], {
    StringEquals: { 'kms:EncryptionContext:tenant': [TAG] },
  }),
]

/** Functions that may take on a tenant's session. */
export const TENANT_WORKERS = [
  'gate',
  'learner',
  'admin',
  'mail',
  'mail-events',
  'jobs',
  'schedule',
  'stream',
] as const

/** Who may assume it, and only with one tag of the right form. */
export const tenantTrust = (names: Names) => [
  {
    Effect: 'Allow' as const,
    Principal: { AWS: TENANT_WORKERS.map((name) => names.roleArn(name)) },
    Action: ['sts:AssumeRole', 'sts:TagSession'],
    Condition: {
      StringLike: { 'aws:RequestTag/tenant': ['?'.repeat(26)] },
      // IAM patterns know * and ? alone: a tag that holds one of them itself is refused literally.
      StringNotLike: { 'aws:RequestTag/tenant': [`*${'$'}{*}*`, `*${'$'}{?}*`, '*#*'] },
      'ForAllValues:StringEquals': { 'aws:TagKeys': ['tenant'] },
      'ForAnyValue:StringEquals': { 'aws:TagKeys': ['tenant'] },
    },
  },
]
