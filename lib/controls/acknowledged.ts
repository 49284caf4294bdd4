import { DEAD, FUNCTIONS, UNWATCHED } from '../functions.ts'
import type { Names } from '../names.ts'

/** A finding of the packs that stands, where (a construct's path, without the stage), and why. */
export interface Acknowledged {
  readonly rule: string
  readonly at: string
  readonly why: string
}

const PUT = 'site/Custom::CDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C512MiB'
const all = Object.keys(FUNCTIONS)
const many = (names: readonly string[], one: (name: string) => Acknowledged) => names.map(one)
const role = (name: string, resource: string, why: string): Acknowledged => ({
  rule: `AwsSolutions-IAM5[Resource::${resource}]`,
  at: `service/Role-${name}`,
  why,
})
const put = (rule: string, at: string, why: string): Acknowledged => ({ rule, at: `${PUT}${at}`, why })

/** One line each, with its reason. A line that no finding needs any more fails a test. */
// biome-ignore format: a table
export const acknowledged = (names: Names, tenants: readonly string[]): Acknowledged[] => [
  ...many(['data', ...tenants.map((id) => `tenant-${id}`)], (stack) => ({ rule: 'AwsSolutions-COG1', at: `${stack}/Pool`, why: 'Length instead of composition (ASVS 6.2.5): 12 characters, 15 of administrators and operators, and a breached-password check at the gate.' })),
  ...many(['data', ...tenants.map((id) => `tenant-${id}`)], (stack) => ({ rule: 'AwsSolutions-COG2', at: `${stack}/Pool`, why: 'The gate decides about TOTP by role: always of administrators and operators, not of learners without a telephone.' })),
  ...many(['data', ...tenants.map((id) => `tenant-${id}`)], (stack) => ({ rule: 'AwsSolutions-COG8', at: `${stack}/Pool`, why: 'Lock-out and breached-password checks are ours, in front of the pool; risk scores would need learners’ devices and addresses.' })),
  { rule: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup]', at: 'data/CopyRole/Resource', why: 'The backup service’s own policy, kept current by AWS; only that service may take the role.' },
  { rule: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]', at: 'service/Api/CloudWatchRole/Resource', why: 'The gateway’s own policy for writing its logs; a setting of the account, not of the stage.' },
  ...many(all, (name) => role(name, `${names.logGroupArn(name)}:*`, 'The streams of the function’s own log group: their names are made by the runtime.')),
  role('stream', `${names.tableArn('app')}/stream/*`, 'A stream’s name holds the instant it was made.'),
  role('stream', `${names.tableArn('audit')}/stream/*`, 'A stream’s name holds the instant it was made.'),
  role('jobs', names.tenantStackArns, 'Stacks of tenants, only from our template and under one service role.'),
  role('settle', `${names.bucketArn('content')}/shared/*`, 'A release’s editions lie under one prefix.'),
  role('tenant', `${names.bucketArn('content')}/shared/*`, 'Editions are the same for every company.'),
  role('tenant', `${names.tableArn('app')}/index/*`, 'Every index, under the same conditions on leading keys as the table.'),
  role('tenant', `${names.bucketArn('files')}/T/<aws:PrincipalTag/tenant>/*`, 'The tenant’s own prefix: the session’s tag fills it in.'),
  role('tenant', names.poolArn('*'), 'Only the pool that bears the session’s own tag.'),
  role('cfn-tenant', names.poolArn('*'), 'Only pools that bear a tenant’s tag.'),
  role('cfn-tenant', '*', 'A pool has no name before it is made; the tag that it will bear is demanded.'),
  { rule: 'AwsSolutions-APIG2', at: 'service/Api/Resource', why: 'The validator stands in the API’s document, where the pack does not look; our own rule reads it there.' },
  { rule: 'AwsSolutions-CFR1', at: 'site/Cdn/Resource', why: 'Customers’ people travel; what lies here is public.' },
  { rule: 'AwsSolutions-CFR2', at: 'site/Cdn/Resource', why: 'Static public files and no input: the firewall stands before the API.' },
  { rule: 'AwsSolutions-SQS3', at: 'service/Dead-stream/Resource', why: 'It is itself where given-up records of the streams go.' },
  ...many(DEAD, (name) => ({ rule: 'Serverless-SQSRedrivePolicy', at: `service/Dead-${name}/Resource`, why: 'It is itself where given-up work goes; an alarm looks at it.' })),
  ...many(all.filter((name) => !(UNWATCHED as readonly string[]).includes(name)), (name) => ({ rule: 'Serverless-LambdaDLQ', at: `service/Function-${name}/Resource`, why: 'Somebody waits for its answer (the gateway, a queue, a stream, CloudFormation) and acts on the failure.' })),
  ...many(all, (name) => ({ rule: 'Serverless-LambdaTracing', at: `service/Function-${name}/Resource`, why: 'Traces would hold addresses and paths of people in one more store that erasure does not reach; latencies are metrics.' })),
  ...many(UNWATCHED, (name) => ({ rule: 'Serverless-LambdaAsyncFailureDestination', at: `service/Function-${name}/EventInvokeConfig/Resource`, why: 'Its dead-letter queue does the same.' })),
  ...many(['jobs', 'mail'], (name) => ({ rule: 'Serverless-LambdaEventSourceMappingDestination', at: `service/Feed-${name}/Resource`, why: 'A queue has no such destination: its redrive policy does it.' })),
  { rule: 'Serverless-APIGWXrayEnabled', at: 'service/Api/DeploymentStage.v1/Resource', why: 'As for the functions: no traces of people in one more store.' },
  { rule: 'Serverless-SNSRedrivePolicy', at: `watch/Alarms/ALARM_MAIL/Resource`, why: 'Mail has no redrive; the alarm itself stays in the console until it is over.' },
  put('AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]', '/ServiceRole/Resource', 'CDK’s own function, which runs at a deploy and copies public files.'),
  ...many(['Action::s3:GetObject*', 'Action::s3:GetBucket*', 'Action::s3:List*', 'Action::s3:DeleteObject*', 'Action::s3:Abort*', 'Resource::*', `Resource::arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-${names.account}-ap-northeast-1/*`, 'Resource::<SiteE53D7754.Arn>/*'], (finding) => put(`AwsSolutions-IAM5[${finding}]`, '/ServiceRole/DefaultPolicy/Resource', 'CDK’s own function: from the deploy’s assets into the bucket of public files.')),
  ...many(['AwsSolutions-L1', 'Serverless-LambdaLatestVersion'], (rule) => put(rule, '/Resource', 'CDK’s own function brings its runtime with each release of CDK.')),
  put('Serverless-LambdaDLQ', '/Resource', 'CloudFormation waits for its answer.'),
  put('Serverless-LambdaTracing', '/Resource', 'It runs at deploys alone.'),
]
