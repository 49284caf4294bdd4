/** Physical names: fixed per stage, so that policies, templates and the local service speak of the same things. */
export const REGION = 'ap-northeast-1'
export const VAULT_REGION = 'ap-northeast-3'

export const namesOf = (stage: string, account: string) => {
  const of = (what: string) => `kizuki-${stage}-${what}`
  const arn = (service: string, rest: string) => `arn:aws:${service}:${REGION}:${account}:${rest}`
  const tables = { app: of('app'), registry: of('registry'), audit: of('audit') }
  const buckets = {
    files: of(`files-${account}`),
    content: of(`content-${account}`),
    site: of(`site-${account}`),
    audit: of(`trail-${account}`),
    logs: of(`logs-${account}`),
  }
  const queues = { jobs: of('jobs'), mail: of('mail') }
  return {
    stage,
    account,
    of,
    tables,
    buckets,
    queues,
    role: (name: string) => of(name),
    roleArn: (name: string) => `arn:aws:iam::${account}:role/${of(name)}`,
    functionArn: (name: string) => arn('lambda', `function:${of(name)}`),
    logGroup: (name: string) => `/kizuki/${stage}/${name}`,
    logGroupArn: (name: string) => arn('logs', `log-group:/kizuki/${stage}/${name}`),
    tableArn: (table: keyof typeof tables) => arn('dynamodb', `table/${tables[table]}`),
    bucketArn: (bucket: keyof typeof buckets) => `arn:aws:s3:::${buckets[bucket]}`,
    queueArn: (queue: keyof typeof queues) => arn('sqs', queues[queue]),
    /** Where what a worker could not do is kept for a person to look at. */
    deadArn: (worker: string) => arn('sqs', of(`${worker}-dead`)),
    topicArn: (topic: string) => arn('sns', of(topic)),
    poolArn: (pool: string) => arn('cognito-idp', `userpool/${pool}`),
    keyArn: (id: string) => arn('kms', `key/${id}`),
    tenantStackArns: `arn:aws:cloudformation:${REGION}:${account}:stack/kizuki-tenant-*`,
    sesArn: (identity: string) => arn('ses', `identity/${identity}`),
    sesSetArn: () => arn('ses', `configuration-set/${of('mail')}`),
    trail: of('trail'),
    vaultArn: `arn:aws:backup:${VAULT_REGION}:${account}:backup-vault:${of('vault')}`,
  }
}
/** Each tenant's identity is a stack of its own. */
export const tenantStackName = (tenantId: string) => `kizuki-tenant-${tenantId}`

export type Names = ReturnType<typeof namesOf>
