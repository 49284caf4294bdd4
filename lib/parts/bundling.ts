import { OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs'

/**
 * Ways to credentials that a function never goes: its own come in its environment, a tenant's from STS. They hang on dynamic
 * imports alone, and left out they make each bundle smaller by 95 KB.
 */
export const UNUSED_CREDENTIALS = [
  ...['http', 'ini', 'login', 'process', 'sso', 'web-identity'].map(
    (way) => `@aws-sdk/credential-provider-${way}`,
  ),
  '@smithy/credential-provider-imds',
]

/** How every function is bundled: one minified ES module with the SDK inside, so that what was tested is what runs. */
export const BUNDLING = {
  format: OutputFormat.ESM,
  minify: true,
  target: 'node24',
  mainFields: ['module', 'main'],
  externalModules: UNUSED_CREDENTIALS,
  esbuildArgs: {
    '--conditions': 'module,import',
    // Japanese words take half the bytes of their escapes.
    '--charset': 'utf8',
    '--legal-comments': 'none',
    // An alias is resolved from our own folder: a package that brings another release of this client would double it.
    '--alias:@aws-sdk/client-s3': '@aws-sdk/client-s3',
  },
  banner: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);",
}
