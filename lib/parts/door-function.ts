import { Duration } from 'aws-cdk-lib'
import { type CfnRole, Role } from 'aws-cdk-lib/aws-iam'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { Architecture, Runtime, TenancyConfig, Tracing } from 'aws-cdk-lib/aws-lambda'
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs'
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import { FUNCTIONS, type FunctionName, NODE_OPTIONS } from '../functions.ts'
import type { Names } from '../names.ts'
import { BUNDLING } from './bundling.ts'
import { KEPT } from './kept.ts'
import { FONT, ROOT } from './paths.ts'

interface Given {
  readonly names: Names
  readonly role: CfnRole
  readonly environment: Record<string, string>
  readonly logKey: IKey
  /** The release's content as one file, for the function that publishes it. */
  readonly contentFile: string
  readonly dead?: IQueue | undefined
}

/** A function of its own role, on a pinned runtime, with a log that is kept as promised. */
export const doorFunction = (
  scope: Construct,
  name: FunctionName,
  { names, role, environment, logKey, contentFile, dead }: Given,
) => {
  const size: { seconds: number; memory: number; font?: true; content?: true; apart?: true } = FUNCTIONS[name]
  const logGroup = new LogGroup(scope, `Log-${name}`, {
    logGroupName: names.logGroup(name),
    encryptionKey: logKey,
    retention: RetentionDays.THIRTEEN_MONTHS,
    removalPolicy: KEPT,
  })
  const beside = [
    ...(size.font ? [[FONT, 'NotoSansJP-Regular.ttf']] : []),
    ...(size.content ? [[contentFile, 'content.json']] : []),
  ]
  return new NodejsFunction(scope, `Function-${name}`, {
    functionName: names.of(name),
    entry: `${ROOT}/lambdas/${name}.ts`,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    timeout: Duration.seconds(size.seconds),
    memorySize: size.memory,
    ...(size.apart ? { tenancyConfig: TenancyConfig.PER_TENANT } : {}),
    tracing: Tracing.DISABLED,
    // Not to be widened by constructs: what a role may do stands in `roles/` alone.
    role: Role.fromRoleArn(scope, `RoleOf-${name}`, role.attrArn, { mutable: false }),
    logGroup,
    environment: { ...environment, NODE_OPTIONS },
    ...(dead ? { deadLetterQueue: dead, retryAttempts: 2 } : {}),
    depsLockFilePath: `${ROOT}/package-lock.json`,
    projectRoot: ROOT,
    bundling: {
      ...BUNDLING,
      commandHooks: {
        beforeBundling: () => [],
        beforeInstall: () => [],
        afterBundling: (_from, to) => beside.map(([from, file]) => `cp '${from}' '${to}/${file}'`),
      },
    },
  })
}
