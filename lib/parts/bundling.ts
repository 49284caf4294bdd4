import { OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs'

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
