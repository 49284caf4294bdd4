import type { Names } from './names.ts'

interface Given {
  readonly site: string
  readonly api: string
  readonly mailFrom: string
  readonly queueUrl: (queue: keyof Names['queues']) => string
  readonly operatorPoolId: string
  readonly operatorClientId: string
  readonly sessionKeyId: string
}

/** What every function is told of its surroundings: here and on one machine from one list. */
export const environmentOf = (names: Names, given: Given): Record<string, string> => ({
  STAGE: names.stage,
  APP_TABLE: names.tables.app,
  REGISTRY_TABLE: names.tables.registry,
  AUDIT_TABLE: names.tables.audit,
  FILES_BUCKET: names.buckets.files,
  CONTENT_BUCKET: names.buckets.content,
  JOBS_QUEUE_URL: given.queueUrl('jobs'),
  MAIL_QUEUE_URL: given.queueUrl('mail'),
  TENANT_ROLE_ARN: names.roleArn('tenant'),
  OPERATOR_POOL_ID: given.operatorPoolId,
  OPERATOR_CLIENT_ID: given.operatorClientId,
  SESSION_KEY_ID: given.sessionKeyId,
  SITE_ORIGIN: given.site,
  API_ORIGIN: given.api,
  MAIL_FROM: given.mailFrom,
})
