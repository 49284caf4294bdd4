import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import type { CfnRole } from 'aws-cdk-lib/aws-iam'
import { Role } from 'aws-cdk-lib/aws-iam'
import { Architecture, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda'
import { NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs'
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'
import type { Names } from '../names.ts'
import { FONT, ROOT } from './paths.ts'

/** How every function is bundled: one minified ES module with the SDK inside, so that what was tested is what runs. */
export const BUNDLING = {
  format: OutputFormat.ESM,
  minify: true,
  target: 'node24',
  mainFields: ['module', 'main'],
  externalModules: [] as string[],
  esbuildArgs: { '--conditions': 'module,import' },
  banner: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);",
}

interface Given {
  readonly names: Names
  readonly role: CfnRole
  readonly environment: Record<string, string>
  readonly seconds?: number
  readonly memory?: number
  /** Copies the font beside the bundle: the slips are printed with it. */
  readonly font?: boolean
  /** Writes the course content beside the bundle. */
  readonly content?: boolean
}

/** A function of its own role, on a pinned runtime, with a log that is kept as promised. */
export const doorFunction = (
  scope: Construct,
  name: string,
  { names, role, environment, seconds = 29, memory = 512, font, content }: Given,
) => {
  const logGroup = new LogGroup(scope, `Log-${name}`, {
    logGroupName: `/aws/lambda/${names.of(name)}`,
    retention: RetentionDays.ONE_YEAR,
    removalPolicy: RemovalPolicy.RETAIN,
  })
  const extra = [
    ...(font ? [`cp ${FONT} OUT/NotoSansJP-Regular.ttf`] : []),
    ...(content ? [`node ${ROOT}/bin/content.ts --publish > OUT/content.json`] : []),
  ]
  return new NodejsFunction(scope, `Function-${name}`, {
    functionName: names.of(name),
    entry: `${ROOT}/lambdas/${name}.ts`,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    timeout: Duration.seconds(seconds),
    memorySize: memory,
    tracing: Tracing.DISABLED,
    role: Role.fromRoleArn(scope, `RoleOf-${name}`, role.attrArn, { mutable: false }),
    logGroup,
    environment,
    depsLockFilePath: `${ROOT}/package-lock.json`,
    projectRoot: ROOT,
    bundling: {
      ...BUNDLING,
      commandHooks: {
        beforeBundling: () => [],
        beforeInstall: () => [],
        afterBundling: (_from: string, to: string) => extra.map((line) => line.replace('OUT', to)),
      },
    },
  })
}
