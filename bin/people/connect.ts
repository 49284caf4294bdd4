import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation'
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { makeClient } from '../../lambdas/runtime/aws.ts'
import { tableOf } from '../../lambdas/runtime/table.ts'
import { NotFounded } from '../../lambdas/tenant/found.ts'
import { identitiesBy, outputsOf } from '../../lambdas/tenant/identity.ts'
import { namesOf, REGION, tenantStackName } from '../../lib/names.ts'
import { tenantTemplateText } from '../local/pool-template.ts'
import type { Asked } from './asked.ts'

/** The service on this machine says where its embedded cloud answers. */
const useLocal = (dir: string) => {
  try {
    Object.assign(process.env, JSON.parse(readFileSync(join(dir, 'cloud.json'), 'utf8')))
  } catch {
    throw new NotFounded(`No service runs with its data in ${dir}. Start it with npm start.`)
  }
}

const waitFor = async (isDone: () => Promise<boolean>, queue: string) => {
  const end = performance.now() + 60_000
  while (!(await isDone())) {
    if (performance.now() > end)
      throw new NotFounded(
        `The worker behind ${queue} has not answered within a minute. Look at its log; then run the same command again.`,
      )
    await new Promise((done) => setTimeout(done, 300))
  }
}

/** A stage as the engineer reaches it: with the credentials of the terminal, which the log names. */
export const connect = async ({ stage, local }: Pick<Asked, 'stage' | 'local'>) => {
  if (local) useLocal(local)
  const { Account = '', Arn = '' } = await makeClient(STSClient).send(new GetCallerIdentityCommand({}))
  const names = namesOf(stage, Account)
  Object.assign(process.env, {
    APP_TABLE: names.tables.app,
    REGISTRY_TABLE: names.tables.registry,
    AUDIT_TABLE: names.tables.audit,
  })
  const stacks = makeClient(CloudFormationClient)
  const outputs = async (what: string): Promise<Record<string, string>> => {
    const StackName = names.of(what)
    const { Stacks } = await stacks.send(new DescribeStacksCommand({ StackName })).catch((error: Error) => {
      if (error.name !== 'ValidationError') throw error
      throw new NotFounded(`The stack ${StackName} is not deployed in account ${Account}.`)
    })
    return Stacks?.[0] ? outputsOf(Stacks[0]) : {}
  }
  const [data, service] = await Promise.all([outputs('data'), outputs('service')])
  const sqs = makeClient(SQSClient)
  const keysFrom = process.env.AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER
  const { TenantTemplateUrl: TemplateURL, SiteOrigin = '', ApiOrigin = '' } = service
  return {
    stage,
    names,
    by: Arn,
    registry: tableOf('', undefined, 'registry'),
    siteOrigin: SiteOrigin,
    apiOrigin: ApiOrigin,
    keysFrom,
    operatorPool: { poolId: data.OperatorPoolId ?? '', clientId: data.OperatorClientId ?? '' },
    identity: identitiesBy({
      stackName: tenantStackName,
      template: TemplateURL ? { TemplateURL } : { TemplateBody: tenantTemplateText(stage) },
      roleArn: TemplateURL && names.roleArn('cfn-tenant'),
      keysFrom,
      ...(local ? { pauseMs: 50 } : {}),
    }),
    carry: async (tenant: string, isDone: () => Promise<boolean>) => {
      const queue = names.queues.jobs
      const QueueUrl = process.env.JOBS_QUEUE_URL ?? `https://sqs.${REGION}.amazonaws.com/${Account}/${queue}`
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify({ tenant }) }))
      await waitFor(isDone, queue)
    },
  }
}
export type Stage = Awaited<ReturnType<typeof connect>>
