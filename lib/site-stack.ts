import { CfnOutput, Duration, Stack, Validations } from 'aws-cdk-lib'
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager'
import {
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HttpVersion,
  PriceClass,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront'
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins'
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs'
import { Bucket } from 'aws-cdk-lib/aws-s3'
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment'
import type { Construct } from 'constructs'
import type { DataStack } from './data-stack.ts'
import { REGION } from './names.ts'
import { KEPT } from './parts/kept.ts'
import { keptBucket } from './parts/kept-bucket.ts'
import { openApi } from './parts/open-api.ts'
import { securityHeaders } from './parts/security-headers.ts'
import { routeCode } from './parts/site-route.ts'
import { originsOf, type Stage } from './stage.ts'

interface Given {
  readonly data: DataStack
  /** The built web apps. */
  readonly webDir: string
}

/** What browsers load: static files that are the same for everybody. No request with personal data ends here. */
export class SiteStack extends Stack {
  constructor(scope: Construct, stage: Stage, { data, webDir }: Given) {
    const { names } = data
    super(scope, names.of('site'), {
      env: { account: stage.account, region: REGION },
      description: 'Kizuki: the static site and apps.',
    })
    const { siteHost, api } = originsOf(stage)
    // By name: a policy on the data stack's bucket would tie the two stacks in a circle.
    const logs = Bucket.fromBucketAttributes(this, 'Logs', {
      bucketName: names.buckets.logs,
      region: REGION,
      account: stage.account,
    })
    const bucket = keptBucket(this, 'Site', { bucketName: names.buckets.site, logs })
    Validations.of(bucket).acknowledge({
      id: 'Annotation::@aws-cdk/aws-s3:accessLogsPolicyNotAdded',
      reason: 'The data stack opens the bucket of logs to S3’s own delivery.',
    })
    const edge = new EdgeFunction(this, 'Route', {
      functionName: names.of('route'),
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromInline(routeCode()),
    })
    const notFound = (httpStatus: number) => ({
      httpStatus,
      responseHttpStatus: 404,
      responsePagePath: '/index.html',
      ttl: Duration.seconds(10),
    })
    const distribution = new Distribution(this, 'Cdn', {
      comment: names.of('site'),
      domainNames: [siteHost],
      certificate: Certificate.fromCertificateArn(this, 'SiteCertificate', stage.siteCertificateArn),
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_200,
      defaultRootObject: 'index.html',
      // A bucket without leave to be listed says 403 for what is not there.
      errorResponses: [notFound(403), notFound(404)],
      enableLogging: true,
      logBucket: logs,
      logFilePrefix: 'cloudfront/',
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(bucket),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        compress: true,
        responseHeadersPolicy: securityHeaders(this, stage),
        functionAssociations: [{ function: edge, eventType: FunctionEventType.VIEWER_REQUEST }],
      },
    })
    const logGroup = new LogGroup(this, 'PutLog', {
      logGroupName: names.logGroup('put-site'),
      encryptionKey: data.keyIn(this),
      retention: RetentionDays.THIRTEEN_MONTHS,
      removalPolicy: KEPT,
    })
    const files = Source.asset(webDir, { exclude: ['**/*.gz', '**/*.br'] })
    const put = { destinationBucket: bucket, logGroup, memoryLimit: 512, prune: false }
    const hashed = ['assets/*', '*/assets/*']
    // Files with a hash in their names first and for ever: a page that is open keeps finding its own.
    const lasting = new BucketDeployment(this, 'PutAssets', {
      ...put,
      sources: [files],
      exclude: ['*'],
      include: hashed,
      cacheControl: [CacheControl.fromString('public, max-age=31536000, immutable')],
    })
    const pages = new BucketDeployment(this, 'PutPages', {
      ...put,
      sources: [files, Source.data('openapi.json', JSON.stringify(openApi(api)))],
      exclude: hashed,
      cacheControl: [CacheControl.fromString('no-cache')],
      distribution,
      distributionPaths: ['/*'],
    })
    pages.node.addDependency(lasting)
    new CfnOutput(this, 'SiteAlias', {
      value: distribution.distributionDomainName,
      description: `Point ${siteHost} here`,
    })
  }
}
