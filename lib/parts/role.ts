import { CfnRole } from 'aws-cdk-lib/aws-iam'
import type { Construct } from 'constructs'
import type { Names } from '../names.ts'
import type { Statement } from '../roles/statement.ts'

const document = (statements: readonly object[]) => ({ Version: '2012-10-17', Statement: statements })

/** A role whose policy is exactly the given statements: nothing grants more to it elsewhere. */
export const makeRole = (
  scope: Construct,
  name: string,
  names: Names,
  trust: readonly object[],
  statements: readonly Statement[],
  dependsOn: readonly CfnRole[] = [],
): CfnRole => {
  const role = new CfnRole(scope, `Role-${name}`, {
    roleName: names.role(name),
    assumeRolePolicyDocument: document(trust),
    policies: statements.length > 0 ? [{ policyName: 'own', policyDocument: document(statements) }] : [],
  })
  for (const other of dependsOn) role.addDependency(other)
  return role
}

/** What every function may do beside its own: write its log, nothing of anybody else's. */
export const logStatements = (names: Names, name: string): Statement[] => [
  {
    Sid: 'Log',
    Effect: 'Allow',
    Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    Resource: [`arn:aws:logs:ap-northeast-1:${names.account}:log-group:/aws/lambda/${names.of(name)}:*`],
  },
]
export const LAMBDA_TRUST = [
  { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
]
