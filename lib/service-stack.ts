import { mkdirSync, writeFileSync } from 'node:fs'
import { CfnOutput, CustomResource, Duration, Stack } from 'aws-cdk-lib'
import { Asset } from 'aws-cdk-lib/aws-s3-assets'
import type { Construct } from 'constructs'
import type { DataStack } from './data-stack.ts'
import { environmentOf } from './environment.ts'
import { FUNCTIONS, type FunctionName, UNWATCHED } from './functions.ts'
import { REGION } from './names.ts'
import { doorFunction } from './parts/door-function.ts'
import { feedWorkers } from './parts/feeds.ts'
import { outgoingMail } from './parts/outgoing-mail.ts'
import { ROOT } from './parts/paths.ts'
import { makeQueues } from './parts/queues.ts'
import { restApi } from './parts/rest-api.ts'
import { makeRoles } from './parts/role.ts'
import { originsOf, type Stage } from './stage.ts'
import { tenantTemplate } from './tenant-stack.ts'

interface Given {
  readonly data: DataStack
  /** The release's content as one file, and its digest. */
  readonly content: { readonly file: string; readonly digest: string }
}

/** The template of a tenant's identity as a file of the deploy: at run time nothing else may be made from. */
const templateFile = (scope: Construct, stage: string) => {
  const dir = `${ROOT}/.cache/templates`
  const path = `${dir}/tenant-${stage}.json`
  mkdirSync(dir, { recursive: true })
  writeFileSync(path, JSON.stringify(tenantTemplate(stage), null, 1))
  const { s3BucketName, s3ObjectKey } = new Asset(scope, 'TenantTemplate', { path })
  return {
    url: `https://s3.${REGION}.amazonaws.com/${s3BucketName}/${s3ObjectKey}`,
    object: `arn:aws:s3:::${s3BucketName}/${s3ObjectKey}`,
  }
}

/** What works: the API, its doors, the workers behind them, mail. It holds no data and may be made anew. */
export class ServiceStack extends Stack {
  constructor(scope: Construct, stage: Stage, { data, content }: Given) {
    const { names } = data
    super(scope, names.of('service'), {
      env: { account: stage.account, region: REGION },
      description: 'Kizuki: the API, its functions, queues and mail.',
    })
    const { site, api, mailFrom } = originsOf(stage)
    const { session } = data.keys
    const encryptionKey = data.keyIn(this)
    const template = templateFile(this, stage.stage)
    const roles = makeRoles(this, names, {
      data: data.keys.data.keyId,
      session: session.keyId,
      operatorPool: data.operators.pool.ref,
      mailIdentity: stage.domain,
      template,
    })
    const queues = makeQueues(this, names, encryptionKey)
    const environment = environmentOf(names, {
      site,
      api,
      mailFrom,
      queueUrl: (queue) => queues[queue].queueUrl,
      operatorPoolId: data.operators.pool.ref,
      operatorClientId: data.operators.client.ref,
      sessionKeyId: session.keyId,
    })
    const functions = Object.fromEntries(
      (Object.keys(FUNCTIONS) as FunctionName[]).map((name) => [
        name,
        doorFunction(this, name, {
          names,
          role: roles[name],
          environment,
          logKey: encryptionKey,
          contentFile: content.file,
          dead: (UNWATCHED as readonly string[]).includes(name)
            ? queues.dead[name as (typeof UNWATCHED)[number]]
            : undefined,
        }),
      ]),
    ) as Record<FunctionName, ReturnType<typeof doorFunction>>
    feedWorkers(this, { names, functions, queues, tables: data.tables })
    outgoingMail(this, {
      names,
      domain: stage.domain,
      masterKey: encryptionKey,
      told: functions['mail-events'],
      dead: queues.dead['mail-events'],
    })
    const { permissions } = restApi(this, stage, names, encryptionKey)
    for (const permission of permissions) permission.node.addDependency(...Object.values(functions))
    new CustomResource(this, 'Content', {
      resourceType: 'Custom::KizukiContent',
      serviceToken: functions.settle.functionArn,
      properties: { Release: content.digest },
      serviceTimeout: Duration.minutes(10),
    })
    new CfnOutput(this, 'SiteOrigin', { value: site })
    new CfnOutput(this, 'ApiOrigin', { value: api })
    new CfnOutput(this, 'TenantTemplateUrl', { value: template.url })
    new CfnOutput(this, 'TenantServiceRoleArn', { value: names.roleArn('cfn-tenant') })
  }
}
