import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStacksCommand,
  type Stack,
} from '@aws-sdk/client-cloudformation'
import { makeClient } from '../runtime/aws.ts'
import type { MadeIdentity } from './items.ts'

export interface IdentityStacks {
  readonly stackName: (tenantId: string) => string
  readonly template: { readonly TemplateURL: string } | { readonly TemplateBody: string }
  readonly roleArn?: string | undefined
  /** Where Cognito answers, if not at the issuer's own address. */
  readonly keysFrom?: string | undefined
  readonly pauseMs?: number
}

/** The public keys of a pool: kept in the registry, so that no request ever waits for them. */
export const keysOf = async (issuer: string, from?: string): Promise<Record<string, unknown>[]> => {
  const { origin, pathname } = new URL(issuer)
  const response = await fetch(`${from ?? origin}${pathname}/.well-known/jwks.json`)
  if (!response.ok) throw new Error(`the keys of ${issuer} were answered with ${response.status}`)
  return ((await response.json()) as { keys: Record<string, unknown>[] }).keys
}

export const outputsOf = (stack: Stack): Record<string, string> =>
  Object.fromEntries((stack.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]))

/** Makes a tenant's stack from the template of the release, or finds the one that is there, and waits until it stands. */
export const identitiesBy = ({ stackName, template, roleArn, keysFrom, pauseMs = 2_000 }: IdentityStacks) => {
  const client = makeClient(CloudFormationClient)
  const standing = async (StackName: string): Promise<Stack> => {
    for (;;) {
      const { Stacks } = await client.send(new DescribeStacksCommand({ StackName }))
      const stack = Stacks?.[0]
      if (stack?.StackStatus === 'CREATE_COMPLETE' || stack?.StackStatus === 'UPDATE_COMPLETE') return stack
      if (!/_IN_PROGRESS$/.test(stack?.StackStatus ?? ''))
        throw new Error(
          stack?.StackStatus === 'DELETE_COMPLETE'
            ? `the stack could not be made and was removed again. Its events say why (aws cloudformation describe-stack-events --stack-name ${StackName}); then run this again.`
            : `the stack ${StackName} ended in ${stack?.StackStatus}: remove it and run this again. ${stack?.StackStatusReason ?? ''}`,
        )
      await new Promise((done) => setTimeout(done, pauseMs))
    }
  }
  return async (tenantId: string): Promise<MadeIdentity> => {
    const StackName = stackName(tenantId)
    const made = await client
      .send(
        new CreateStackCommand({
          StackName,
          ...template,
          ...(roleArn ? { RoleARN: roleArn } : {}),
          Parameters: [{ ParameterKey: 'TenantId', ParameterValue: tenantId }],
          Tags: [{ Key: 'tenant', Value: tenantId }],
          // A stack that failed is removed by itself, so that the next run can make it.
          OnFailure: 'DELETE',
          TimeoutInMinutes: 10,
        }),
      )
      .catch((error: Error) => {
        if (error.name !== 'AlreadyExistsException') throw error
        return undefined
      })
    // Whoever is gone again is known by the id alone, not by the name.
    const { PoolId = '', ClientId = '', Issuer = '' } = outputsOf(await standing(made?.StackId ?? StackName))
    return { poolId: PoolId, clientId: ClientId, issuer: Issuer, keys: await keysOf(Issuer, keysFrom) }
  }
}
