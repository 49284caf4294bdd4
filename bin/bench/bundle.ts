import { buildSync } from 'esbuild'
import type { FunctionName } from '../../lib/functions.ts'
import { BUNDLING } from '../../lib/parts/bundling.ts'
import { ROOT } from '../../lib/parts/paths.ts'

/** A function's bundle as a deploy makes it, with what went into it. */
export const bundleOf = (name: FunctionName) => {
  const { outputFiles, metafile } = buildSync({
    absWorkingDir: ROOT,
    entryPoints: [`lambdas/${name}.ts`],
    outfile: 'index.mjs',
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    minify: BUNDLING.minify,
    charset: BUNDLING.esbuildArgs['--charset'] as 'utf8',
    target: BUNDLING.target,
    mainFields: BUNDLING.mainFields,
    external: BUNDLING.externalModules,
    conditions: BUNDLING.esbuildArgs['--conditions'].split(','),
    alias: { '@aws-sdk/client-s3': BUNDLING.esbuildArgs['--alias:@aws-sdk/client-s3'] },
    legalComments: BUNDLING.esbuildArgs['--legal-comments'] as 'none',
    banner: { js: BUNDLING.banner },
    logLevel: 'silent',
  })
  const [output] = Object.values(metafile.outputs)
  return {
    text: outputFiles[0]?.text ?? '',
    bytes: output?.bytes ?? 0,
    files: Object.keys(metafile.inputs),
    external: (output?.imports ?? []).filter(({ path }) => !path.startsWith('node:')),
  }
}
