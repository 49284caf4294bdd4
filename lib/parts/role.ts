import { CfnRole } from 'aws-cdk-lib/aws-iam'
import type { Construct } from 'constructs'
import { FUNCTIONS, type FunctionName } from '../functions.ts'
import type { Names } from '../names.ts'
import { basePolicy, type KeyIds } from '../roles/base-roles.ts'
import { FOUNDING_TRUST, foundingPolicy } from '../roles/founding-role.ts'
import type { Statement } from '../roles/statement.ts'
import { TENANT_WORKERS, tenantPolicy, tenantTrust } from '../roles/tenant-role.ts'

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
  for (const other of dependsOn) role.addResourceDependency(other)
  return role
}

/** What every function may do beside its own: write its log, nothing of anybody else's. */
export const logStatements = (names: Names, name: string): Statement[] => [
  {
    Sid: 'Log',
    Effect: 'Allow',
    Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    Resource: [`${names.logGroupArn(name)}:*`],
  },
]
export const LAMBDA_TRUST = [
  { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
]

/** A role for each function, the tenants' role that trusts some of them by name, and the one that CloudFormation founds tenants with. */
export const makeRoles = (scope: Construct, names: Names, keys: KeyIds): Record<FunctionName, CfnRole> => {
  const roles = Object.fromEntries(
    (Object.keys(FUNCTIONS) as FunctionName[]).map((name) => [
      name,
      makeRole(scope, name, names, LAMBDA_TRUST, [
        ...logStatements(names, name),
        ...basePolicy(name, names, keys),
      ]),
    ]),
  ) as Record<FunctionName, CfnRole>
  // IAM refuses a trust in principals that do not exist yet.
  const trusted = TENANT_WORKERS.map((name) => roles[name])
  makeRole(scope, 'tenant', names, tenantTrust(names), tenantPolicy(names, keys), trusted)
  makeRole(scope, 'cfn-tenant', names, FOUNDING_TRUST, foundingPolicy(names))
  return roles
}
