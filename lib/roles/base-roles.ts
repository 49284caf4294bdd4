import type { Names } from '../names.ts'
import { allow, type Statement } from './statement.ts'
import { TENANT_WORKERS } from './tenant-role.ts'

export interface KeyIds {
  readonly data: string
  readonly session: string
  readonly operatorPool: string
  readonly mailIdentity: string
  /** Where the template of a tenant's identity lies as a file of the deploy: its address and its object. */
  readonly template: { readonly url: string; readonly object: string }
}

/** Rows of the registry by the beginnings of their keys; the same three conditions as a tenant's rows, without a tag. */
const registryRows = (
  names: Names,
  Sid: string,
  actions: readonly string[],
  prefixes: readonly string[],
  more: readonly string[] = [],
): Statement =>
  allow(
    Sid,
    actions.map((name) => `dynamodb:${name}`),
    [names.tableArn('registry'), ...more],
    {
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': prefixes },
      'ForAnyValue:StringLike': { 'dynamodb:LeadingKeys': prefixes },
    },
  )
const operatorAudit = (names: Names) =>
  allow('OperatorAudit', ['dynamodb:PutItem'], [names.tableArn('audit')], {
    'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['OP#*'] },
    'ForAnyValue:StringLike': { 'dynamodb:LeadingKeys': ['OP#*'] },
  })
const throughTables = (names: Names, keys: KeyIds) =>
  allow('DataKey', ['kms:Decrypt', 'kms:GenerateDataKey'], [names.keyArn(keys.data)], {
    StringEquals: {
      'kms:ViaService': [
        'dynamodb.ap-northeast-1.amazonaws.com',
        's3.ap-northeast-1.amazonaws.com',
        'sqs.ap-northeast-1.amazonaws.com',
      ],
    },
  })
const ROWS = ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query', 'ConditionCheckItem']
const POOL = [
  'AdminInitiateAuth',
  'AdminRespondToAuthChallenge',
  'AdminSetUserMFAPreference',
  'AdminSetUserPassword',
  'AdminUserGlobalSignOut',
  'DescribeUserPoolClient',
]

const consume = (names: Names, queue: 'jobs' | 'mail') =>
  allow(
    'Consume',
    ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ChangeMessageVisibility'],
    [names.queueArn(queue)],
  )

/** What a worker could not do goes to a queue of its own, where an alarm and a person look at it. */
const giveUp = (names: Names, worker: string) => allow('GiveUp', ['sqs:SendMessage'], [names.deadArn(worker)])

/** Identities come and go at run time only from our own template, in stacks of one kind of name, under one service role. */
const tenantStacks = (names: Names, { template }: KeyIds): Statement[] => {
  const underRole = { 'cloudformation:RoleArn': [names.roleArn('cfn-tenant')] }
  return [
    allow(
      'FoundTenant',
      ['cloudformation:CreateStack', 'cloudformation:UpdateStack'],
      [names.tenantStackArns],
      {
        StringEquals: { ...underRole, 'cloudformation:TemplateUrl': [template.url] },
      },
    ),
    allow('EndTenant', ['cloudformation:DeleteStack'], [names.tenantStackArns], { StringEquals: underRole }),
    // Tags of a stack are judged apart from its making.
    allow('TagTenant', ['cloudformation:TagResource'], [names.tenantStackArns], {
      StringEquals: { 'cloudformation:CreateAction': ['CreateStack', 'UpdateStack'] },
    }),
    allow('SeeTenant', ['cloudformation:DescribeStacks'], [names.tenantStackArns]),
    allow('TenantTemplate', ['s3:GetObject'], [template.object]),
    allow('PassTenantRole', ['iam:PassRole'], [names.roleArn('cfn-tenant')], {
      StringEquals: { 'iam:PassedToService': ['cloudformation.amazonaws.com'] },
    }),
  ]
}

const readStreams = (names: Names) =>
  allow(
    'ReadStreams',
    // Lambda makes no mapping for a role that lacks one of the four.
    ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map((name) => `dynamodb:${name}`),
    [`${names.tableArn('app')}/stream/*`, `${names.tableArn('audit')}/stream/*`],
  )

/** The closed list: everything a function may do as itself. Tenants' data is not among it. */
const own: Record<string, (names: Names, keys: KeyIds) => Statement[]> = {
  authorizer: (names, keys) => [
    registryRows(names, 'Issuers', ['GetItem'], ['CODE#*', 'ISS#*']),
    throughTables(names, keys),
  ],
  gate: (names, keys) => [
    registryRows(names, 'Issuers', ['GetItem'], ['CODE#*', 'ISS#*']),
    registryRows(names, 'OperatorSessions', ROWS, ['OPR#*']),
    operatorAudit(names),
    allow(
      'OperatorPool',
      POOL.map((name) => `cognito-idp:${name}`),
      [names.poolArn(keys.operatorPool)],
    ),
    allow('OperatorSeal', ['kms:Encrypt', 'kms:Decrypt'], [names.keyArn(keys.session)], {
      StringEquals: { 'kms:EncryptionContext:tenant': ['operators'] },
    }),
    throughTables(names, keys),
  ],
  learner: () => [],
  admin: () => [],
  operator: (names, keys) => [
    allow(
      'Registry',
      [...ROWS, 'BatchGetItem'].map((name) => `dynamodb:${name}`),
      [names.tableArn('registry'), `${names.tableArn('registry')}/index/list`],
    ),
    operatorAudit(names),
    throughTables(names, keys),
  ],
  stream: (names, keys) => [readStreams(names), giveUp(names, 'stream'), throughTables(names, keys)],
  jobs: (names, keys) => [
    consume(names, 'jobs'),
    registryRows(names, 'WishesForTenants', ['GetItem', 'Query', 'UpdateItem'], ['TEN#*']),
    ...tenantStacks(names, keys),
    throughTables(names, keys),
  ],
  mail: (names, keys) => [consume(names, 'mail'), throughTables(names, keys)],
  'mail-events': (names, keys) => [giveUp(names, 'mail-events'), throughTables(names, keys)],
  schedule: (names, keys) => [
    registryRows(names, 'Tenants', ['Query'], ['TENANTS'], [`${names.tableArn('registry')}/index/list`]),
    giveUp(names, 'schedule'),
    throughTables(names, keys),
  ],
  settle: (names, keys) => [
    allow('Publish', ['s3:PutObject'], [`${names.bucketArn('content')}/shared/*`]),
    throughTables(names, keys),
  ],
}

export const FUNCTIONS = Object.keys(own)

/** The policy of a function's own role. */
export const basePolicy = (name: string, names: Names, keys: KeyIds): Statement[] => {
  const mine = own[name]
  if (!mine) throw new Error(`no role is declared for ${name}`)
  const assume = (TENANT_WORKERS as readonly string[]).includes(name)
    ? [allow('BecomeTenant', ['sts:AssumeRole', 'sts:TagSession'], [names.roleArn('tenant')])]
    : []
  return [...assume, ...mine(names, keys)]
}
