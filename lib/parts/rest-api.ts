import { CfnOutput, RemovalPolicy, Size } from 'aws-cdk-lib'
import {
  AccessLogFormat,
  ApiDefinition,
  EndpointType,
  LogGroupLogDestination,
  MethodLoggingLevel,
  SecurityPolicy,
  SpecRestApi,
} from 'aws-cdk-lib/aws-apigateway'
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { CfnPermission } from 'aws-cdk-lib/aws-lambda'
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs'
import { CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2'
import type { Construct } from 'constructs'
import { DOORS, type FunctionName } from '../functions.ts'
import { type Names, REGION } from '../names.ts'
import { originsOf, type Stage } from '../stage.ts'
import { gatewayDocument } from './gateway-document.ts'
import { KEPT } from './kept.ts'
import { webAcl } from './web-acl.ts'

/** Who asked is known by the audit rows; here only what the gateway did, and how fast. */
const ACCESS = {
  at: '$context.requestTime',
  id: '$context.requestId',
  method: '$context.httpMethod',
  path: '$context.resourcePath',
  status: '$context.status',
  ms: '$context.responseLatency',
  functionMs: '$context.integration.latency',
  authorizerMs: '$context.authorizer.latency',
  error: '$context.error.responseType',
  firewall: '$context.wafResponseCode',
  bytes: '$context.responseLength',
}

const invoke = (names: Names) => (name: string) =>
  `arn:aws:apigateway:${REGION}:lambda:path/2015-03-31/functions/${names.functionArn(name)}/invocations`

/** The API from the register's document, on its own host alone. A specification grants nothing: the permissions stand here. */
export const restApi = (scope: Construct, stage: Stage, names: Names, encryptionKey: IKey) => {
  const { site, apiHost } = originsOf(stage)
  const log = (id: string, logGroupName: string) =>
    new LogGroup(scope, id, {
      logGroupName,
      encryptionKey,
      retention: RetentionDays.THIRTEEN_MONTHS,
      removalPolicy: KEPT,
    })
  const api = new SpecRestApi(scope, 'Api', {
    restApiName: names.of('api'),
    apiDefinition: ApiDefinition.fromInline(gatewayDocument({ siteOrigin: site, invoke: invoke(names) })),
    endpointTypes: [EndpointType.REGIONAL],
    disableExecuteApiEndpoint: true,
    minCompressionSize: Size.kibibytes(1),
    cloudWatchRole: true,
    cloudWatchRoleRemovalPolicy: RemovalPolicy.RETAIN,
    deployOptions: {
      stageName: 'v1',
      accessLogDestination: new LogGroupLogDestination(log('AccessLog', names.logGroup('access'))),
      accessLogFormat: AccessLogFormat.custom(JSON.stringify(ACCESS)),
      loggingLevel: MethodLoggingLevel.ERROR,
      dataTraceEnabled: false,
      // Metrics of the stage come unasked; those of each method would cost more than everything else that idles.
      metricsEnabled: false,
      throttlingRateLimit: 5_000,
      throttlingBurstLimit: 5_000,
    },
    domainName: {
      domainName: apiHost,
      certificate: Certificate.fromCertificateArn(scope, 'ApiCertificate', stage.apiCertificateArn),
      endpointType: EndpointType.REGIONAL,
      securityPolicy: SecurityPolicy.TLS_1_2,
    },
  })
  const permit = (name: FunctionName, path: string) =>
    new CfnPermission(scope, `Invoke-${name}`, {
      action: 'lambda:InvokeFunction',
      functionName: names.of(name),
      principal: 'apigateway.amazonaws.com',
      sourceArn: `arn:aws:execute-api:${REGION}:${names.account}:${api.restApiId}/${path}`,
    })
  const permissions = [
    ...DOORS.map((door) => permit(door, `v1/*/api/${door}/*`)),
    permit('authorizer', 'authorizers/*'),
  ]
  // Without a group of ours the gateway makes its own with the stage, kept for ever, and ours would come too late.
  api.deploymentStage.node.addDependency(
    log('ExecutionLog', `API-Gateway-Execution-Logs_${api.restApiId}/v1`),
  )
  new CfnWebACLAssociation(scope, 'FirewallAtApi', {
    resourceArn: api.deploymentStage.stageArn,
    webAclArn: webAcl(scope, names, encryptionKey).attrArn,
  })
  new CfnOutput(scope, 'ApiAlias', {
    value: api.domainName?.domainNameAliasDomainName ?? '',
    description: `Point ${apiHost} here`,
  })
  return { api, permissions }
}
