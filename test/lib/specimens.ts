import type { Resource } from '../../lib/controls/resource.ts'
import { withChange, withFate, withMore } from '../world/specimen.ts'

const API = 'AWS::ApiGateway::RestApi'
const CLIENT = 'AWS::Cognito::UserPoolClient'
const POOL = 'AWS::Cognito::UserPool'
const TABLE = 'AWS::DynamoDB::Table'
const STAGE = 'AWS::ApiGateway::Stage'
const OWN = 'Body.paths./api/learner/attempt~submit.post'

type Spoil = (all: readonly Resource[]) => Resource[]
const set =
  (which: string, path: string, value?: unknown): Spoil =>
  (all) =>
    withChange(all, which, path, value)
/** Paths of the document hold dots; here a tilde stands for them. */
const inDocument =
  (path: string, value?: unknown): Spoil =>
  (all) =>
    all.map((one) => {
      if (one.type !== API) return one
      const text = JSON.stringify(one.properties).replaceAll('attempt.submit', 'attempt~submit')
      const [changed] = withChange([{ ...one, properties: JSON.parse(text) }], API, path, value)
      const back = JSON.stringify(changed?.properties).replaceAll('attempt~submit', 'attempt.submit')
      return { ...one, properties: JSON.parse(back) }
    })
const add =
  (type: string, properties = {}, more: Partial<Resource> = {}): Spoil =>
  (all) =>
    withMore(all, type, properties, more)
const fate =
  (type: string, given: Partial<Resource>): Spoil =>
  (all) =>
    withFate(all, type, given)
const role = (Statement: object): Spoil =>
  add('AWS::IAM::Role', { Policies: [{ PolicyDocument: { Statement: [Statement] } }] })

/** What the keys' policies say of one service, taken away or bound otherwise. */
const useOfKey =
  (service: string, Condition?: object): Spoil =>
  (all) =>
    all.map((one) => {
      if (one.type !== 'AWS::KMS::Key') return one
      const { KeyPolicy, ...rest } = one.properties as {
        KeyPolicy: { Statement: { Principal: { Service?: string } }[] }
      }
      const Statement = KeyPolicy.Statement.flatMap((use) =>
        use.Principal.Service !== service ? [use] : Condition ? [{ ...use, Condition }] : [],
      )
      return { ...one, properties: { ...rest, KeyPolicy: { ...KeyPolicy, Statement } } as never }
    })

/** By rule: what is spoilt, how, and what the rule must say. */
// biome-ignore format: a table
export const specimens: [rule: string, what: string, spoil: Spoil, found: RegExp][] = [
  ['guarded methods', 'a method without its authorizer', inDocument(`${OWN}.security`, []), /attempt.submit is not guarded/],
  ['guarded methods', 'no word about security at all', inDocument(`${OWN}.security`), /attempt.submit is not guarded/],
  ['guarded methods', 'a method without validator', inDocument(`${OWN}.x-amazon-apigateway-request-validator`), /no validator/],
  ['guarded methods', 'a body without shape', inDocument(`${OWN}.requestBody`), /no shape/],
  ['guarded methods', 'a cached authorizer', inDocument('Body.components.securitySchemes.session.x-amazon-apigateway-authorizer.authorizerResultTtlInSeconds', 300), /caches/],
  ['guarded methods', 'a path nobody named', inDocument('Body.paths./api/extra', { get: {} }), /extra is not guarded/],
  ['guarded methods', 'a second host', set(API, 'DisableExecuteApiEndpoint', false), /second host/],
  ['idle costs nothing', 'a NAT gateway', add('AWS::EC2::NatGateway'), /stands and costs/],
  ['idle costs nothing', 'provisioned capacity', set(TABLE, 'BillingMode', 'PROVISIONED'), /provisioned/],
  ['idle costs nothing', 'metrics of each method', set(STAGE, 'MethodSettings.0.MetricsEnabled', true), /pays for metrics/],
  ['keys of post', 'outcomes of mail without the key', useOfKey('ses.amazonaws.com'), /MailEvents.* may not use the key/],
  ['keys of post', 'alarms without the key', useOfKey('cloudwatch.amazonaws.com'), /Alarms.* may not use the key/],
  ['keys of post', 'terms that EventBridge cannot meet', useOfKey('events.amazonaws.com', { StringEquals: { 'aws:SourceAccount': '111111111111' } }), /Deadschedule.* cannot name/],
  ['kept logs', 'a log for ever', set('AWS::Logs::LogGroup', 'RetentionInDays'), /not kept as promised/],
  ['kept logs', 'a log of the runtime’s own making', set('AWS::Lambda::Function', 'LoggingConfig'), /of its own making/],
  ['kept logs', 'a log that goes', fate('AWS::Logs::LogGroup', { deletionPolicy: 'Delete' }), /goes with its stack/],
  ['known conditions', 'a key with a space', role({ Condition: { StringEquals: { 'aws:PrincipalTag/ tenant': 'a' } } }), /PrincipalTag\/ tenant/],
  ['known conditions', 'a misspelt key', role({ Condition: { StringLike: { 'dynamodb:LeadingKey': 'T#' } } }), /LeadingKey$/],
  ['known conditions', 'a misspelt operator', role({ Condition: { 'ForAllValue:StringLike': { 'dynamodb:LeadingKeys': 'T#' } } }), /ForAllValue:/],
  ['locked trail', 'a bucket without lock', set('AWS::S3::Bucket', 'ObjectLockEnabled', false), /no lock/],
  ['locked trail', 'no trail', (all) => all.filter(({ type }) => type !== 'AWS::CloudTrail::Trail'), /no trail/],
  ['mail over TLS', 'opportunistic TLS', set('AWS::SES::ConfigurationSet', 'DeliveryOptions.TlsPolicy', 'OPTIONAL'), /without TLS/],
  ['mail over TLS', 'an identity without configuration', set('AWS::SES::EmailIdentity', 'ConfigurationSetAttributes'), /demands TLS/],
  ['narrow roles', 'an action of any kind', role({ Effect: 'Allow', Action: 'dynamodb:*', Resource: 'arn:x' }), /allows dynamodb:\*/],
  ['narrow roles', 'any resource', role({ Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['*'] }), /on everything/],
  ['narrow roles', 'all but something', role({ Effect: 'Allow', NotAction: 'iam:*', Resource: 'arn:x' }), /all but/],
  ['no back door', 'a function URL', add('AWS::Lambda::Url'), /must not exist/],
  ['no back door', 'a permission for all', add('AWS::Lambda::Permission', { Principal: '*' }), /lets anybody call/],
  ['own keys', 'a table under Amazon’s key', set(TABLE, 'SSESpecification', { SSEEnabled: true }), /AppTable.* key of ours/],
  ['own keys', 'a queue without key', set('AWS::SQS::Queue', 'KmsMasterKeyId'), /key of ours/],
  ['own keys', 'a key that never rotates', set('AWS::KMS::Key', 'EnableKeyRotation', false), /does not rotate/],
  ['pinned runtime', 'another runtime', set('AWS::Lambda::Function', 'Runtime', 'nodejs22.x'), /runs on nodejs22/],
  ['pool attributes', 'every attribute', set(CLIENT, 'WriteAttributes'), /write attributes/],
  ['pool attributes', 'one’s own mail', set(CLIENT, 'WriteAttributes', ['locale', 'email']), /write attributes/],
  ['pool flows', 'a password from the browser', set(CLIENT, 'ExplicitAuthFlows', ['ALLOW_USER_PASSWORD_AUTH']), /another flow/],
  ['pool flows', 'OAuth', set(CLIENT, 'AllowedOAuthFlowsUserPoolClient', true), /OAuth/],
  ['pool flows', 'a hosted page', add('AWS::Cognito::UserPoolDomain'), /must not exist/],
  ['pool flows', 'a public client', set(CLIENT, 'GenerateSecret', false), /no secret/],
  ['pool silence', 'user enumeration', set(CLIENT, 'PreventUserExistenceErrors', 'LEGACY'), /which users exist/],
  ['pool silence', 'self sign-up', set(POOL, 'AdminCreateUserConfig.AllowAdminCreateUserOnly', false), /register/],
  ['pool silence', 'recovery by telephone', set(POOL, 'AccountRecoverySetting.RecoveryMechanisms.0.Name', 'verified_phone_number'), /recovers/],
  ['quiet gateway', 'bodies in the log', set(STAGE, 'MethodSettings.0.DataTraceEnabled', true), /traces bodies/],
  ['quiet gateway', 'addresses in the log', set(STAGE, 'AccessLogSetting.Format', '{"ip":"$context.identity.sourceIp"}'), /logs who asked/],
  ['redriven queues', 'work given up in silence', set('AWS::SQS::Queue', 'RedrivePolicy'), /in silence/],
  ['redriven queues', 'no alarm', (all) => all.filter(({ type }) => type !== 'AWS::CloudWatch::Alarm'), /without an alarm/],
  ['region pin', 'a stack elsewhere', fate('AWS::S3::Bucket', { region: 'us-east-1' }), /stands in us-east-1/],
  ['region pin', 'a table in Osaka', fate(TABLE, { region: 'ap-northeast-3' }), /stands in ap-northeast-3/],
  ['region pin', 'a replica', set('AWS::S3::Bucket', 'ReplicationConfiguration', {}), /ReplicationConfiguration/],
  ['region pin', 'a copy abroad', set('AWS::Backup::BackupPlan', 'BackupPlan.BackupPlanRule.0.CopyActions.0.DestinationBackupVaultArn', 'arn:aws:backup:ap-southeast-1:1:backup-vault:x'), /ap-southeast-1/],
  ['restore window', 'a longer window', set(TABLE, 'PointInTimeRecoverySpecification.RecoveryPeriodInDays', 35), /restorable/],
  ['restore window', 'no window', set(TABLE, 'PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled', false), /cannot be restored/],
  ['restore window', 'a copy of 15 days', set('AWS::Backup::BackupPlan', 'BackupPlan.BackupPlanRule.0.CopyActions.0.Lifecycle.DeleteAfterDays', 15), /longer than 14/],
  ['retained data', 'a table that goes', fate(TABLE, { deletionPolicy: 'Delete' }), /goes with its stack/],
  ['retained data', 'a bucket that bars the second try', fate('AWS::S3::Bucket', { deletionPolicy: 'Retain' }), /bars the next try/],
  ['retained data', 'a table anybody may delete', set(TABLE, 'DeletionProtectionEnabled', false), /deleted by a call/],
  ['retained data', 'a tenant’s pool that erasure cannot remove', fate(POOL, { deletionPolicy: 'Retain' }), /as it should be/],
  ['tenants apart', 'one environment for all', (all) => all.map((one) => (/^Functionlearner/.test(one.id) ? withChange([one], one.id, 'TenancyConfig', undefined)[0] ?? one : one)), /learner mixes tenants/],
  ['tenants apart', 'a tenant of the browser’s choice', inDocument(`${OWN}.x-amazon-apigateway-integration.requestParameters`, { 'integration.request.header.X-Amz-Tenant-Id': 'method.request.header.X-Tenant' }), /attempt.submit does not name/],
  ['tenants apart', 'a method without a tenant', inDocument(`${OWN}.x-amazon-apigateway-integration.requestParameters`), /attempt.submit does not name/],
  ['TLS minimum', 'old TLS at the site', set('AWS::CloudFront::Distribution', 'DistributionConfig.ViewerCertificate.MinimumProtocolVersion', 'TLSv1_2016'), /old TLS/],
  ['TLS minimum', 'old TLS at the API', set('AWS::ApiGateway::DomainName', 'SecurityPolicy', 'TLS_1_0'), /old TLS/],
  ['TLS minimum', 'a bucket without its policy', (all) => all.filter(({ type }) => type !== 'AWS::S3::BucketPolicy'), /without TLS/],
  ['token lives', 'a day’s access', set(CLIENT, 'AccessTokenValidity', 1440), /live too long/],
  ['token lives', 'hours for minutes', set(CLIENT, 'TokenValidityUnits.AccessToken', 'hours'), /live too long/],
  ['token lives', 'no rotation', set(CLIENT, 'RefreshTokenRotation'), /does not rotate/],
]
