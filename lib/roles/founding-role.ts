import type { Names } from '../names.ts'
import { allow, type Statement } from './statement.ts'

const TENANT = '?'.repeat(26)

/** What CloudFormation may do while it makes or removes a tenant's identity: pools that bear a tenant's tag, nothing else. */
export const foundingPolicy = (names: Names): Statement[] => [
  // A pool has no name before it is made: the tag that it will bear is what can be demanded.
  allow('MakePool', ['cognito-idp:CreateUserPool'], ['*'], {
    StringLike: { 'aws:RequestTag/tenant': [TENANT] },
  }),
  allow(
    'TaggedPools',
    [
      'CreateUserPoolClient',
      'DeleteUserPool',
      'DeleteUserPoolClient',
      'DescribeUserPool',
      'DescribeUserPoolClient',
      'GetUserPoolMfaConfig',
      'ListTagsForResource',
      'SetUserPoolMfaConfig',
      'UpdateUserPool',
      'UpdateUserPoolClient',
    ].map((name) => `cognito-idp:${name}`),
    [names.poolArn('*')],
    { StringLike: { 'aws:ResourceTag/tenant': [TENANT] } },
  ),
  allow('TagPool', ['cognito-idp:TagResource'], [names.poolArn('*')], {
    StringLike: { 'aws:RequestTag/tenant': [TENANT] },
  }),
]

export const FOUNDING_TRUST = [
  {
    Effect: 'Allow' as const,
    Principal: { Service: 'cloudformation.amazonaws.com' },
    Action: 'sts:AssumeRole',
  },
]
