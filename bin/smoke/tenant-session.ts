import { CloudFormationClient, CreateStackCommand, DeleteStackCommand } from '@aws-sdk/client-cloudformation'
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts'
import { type Credentials, makeClient } from '../../lambdas/runtime/aws.ts'
import type { Names } from '../../lib/names.ts'
import { tenantPolicy } from '../../lib/roles/tenant-role.ts'
import { atRest } from './clear-away.ts'

/**
 * The functions alone may take on TenantRole. So the checks run under a role of their own that has its very policy and is
 * trusted by the account, for as long as they last.
 */
export const tenantSessions = async (names: Names, keys: Parameters<typeof tenantPolicy>[1]) => {
  const client = makeClient(CloudFormationClient)
  const sts = makeClient(STSClient)
  const StackName = names.of('smoke')
  const document = (Statement: readonly object[]) => ({ Version: '2012-10-17', Statement })
  const trust = {
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${names.account}:root` },
    Action: ['sts:AssumeRole', 'sts:TagSession'],
    Condition: { 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['tenant'] } },
  }
  const Role = {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: names.of('smoke'),
      AssumeRolePolicyDocument: document([trust]),
      Policies: [{ PolicyName: 'own', PolicyDocument: document(tenantPolicy(names, keys)) }],
    },
  }
  const TemplateBody = JSON.stringify({ Resources: { Role } })
  await client.send(
    new CreateStackCommand({ StackName, TemplateBody, Capabilities: ['CAPABILITY_NAMED_IAM'] }),
  )
  await atRest(client, StackName, 2_000)

  const assume = async (tenantId: string): Promise<Credentials> => {
    // A new role is known everywhere only after some seconds.
    for (let tries = 0; ; tries++) {
      try {
        const { Credentials: got } = await sts.send(
          new AssumeRoleCommand({
            RoleArn: names.roleArn('smoke'),
            RoleSessionName: 'kizuki-smoke',
            Tags: [{ Key: 'tenant', Value: tenantId }],
          }),
        )
        const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = got ?? {}
        return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken }
      } catch (error) {
        if (tries >= 10) throw error
        await new Promise((done) => setTimeout(done, 3_000))
      }
    }
  }
  const held = new Map<string, Promise<Credentials>>()
  return {
    of: (tenantId: string) => () => {
      const mine = held.get(tenantId) ?? assume(tenantId)
      held.set(tenantId, mine)
      return mine
    },
    async remove() {
      await client.send(new DeleteStackCommand({ StackName }))
      await atRest(client, StackName, 2_000)
    },
  }
}
