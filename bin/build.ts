import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build, type Plugin } from 'vite'
import { register } from '../lambdas/register.ts'
import type { Line } from '../lambdas/runtime/line.ts'

const ROOT = new URL('..', import.meta.url).pathname
const WEB = join(ROOT, 'web')
export const APPS = ['site', 'learner', 'admin', 'operator'] as const

const filesUnder = (dir: string): string[] =>
  readdirSync(dir, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()

/** Everything the bundles are made of: the same files make the same bundles. */
const hashOf = (apiOrigin: string) => {
  const hash = createHash('sha256').update(apiOrigin)
  for (const file of [
    ...filesUnder(WEB),
    join(ROOT, 'lambdas/register.ts'),
    join(ROOT, 'package-lock.json'),
    import.meta.filename,
  ])
    hash.update(relative(ROOT, file)).update(readFileSync(file))
  return hash.digest('hex').slice(0, 16)
}

/** The browser learns of an operation its method and door, and nothing of its shapes. */
const routes = (): Plugin => ({
  name: 'kizuki-routes',
  resolveId: (id) => (id === 'kizuki:routes' ? '\0kizuki:routes' : null),
  load: (id) =>
    id === '\0kizuki:routes'
      ? `export default ${JSON.stringify(Object.fromEntries(Object.entries<Line>(register).map(([name, line]) => [name, `${line.method} ${line.door}`])))}`
      : null,
})

/** Compressed beside each file, once, so that serving costs nothing. */
const compress = (dir: string) => {
  for (const file of filesUnder(dir)) {
    if (!/\.(html|js|css|svg|json|txt)$/.test(file)) continue
    const bytes = readFileSync(file)
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }))
    writeFileSync(
      `${file}.br`,
      brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
    )
  }
}

const buildApp = (app: (typeof APPS)[number], outDir: string, apiOrigin: string) =>
  build({
    root: join(WEB, app),
    base: app === 'site' ? '/' : `/${app}/`,
    configFile: false,
    logLevel: 'error',
    plugins: [
      routes(),
      { name: 'kizuki-api', transformIndexHtml: (html) => html.replaceAll('%API%', apiOrigin) },
    ],
    esbuild: false as never,
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } } as never,
    build: {
      outDir: app === 'site' ? outDir : join(outDir, app),
      emptyOutDir: false,
      target: 'es2022',
      modulePreload: false,
      assetsInlineLimit: 0,
      cssCodeSplit: true,
      ...(app === 'site'
        ? { rollupOptions: { input: ['index.html', 'en/index.html'].map((page) => join(WEB, 'site', page)) } }
        : {}),
      reportCompressedSize: false,
    },
  })

/** Builds the four web apps into `.cache/web/<hash>` (or finds them there) and returns the folder. */
export const buildWeb = async (apiOrigin = ''): Promise<string> => {
  const home = join(ROOT, '.cache/web')
  const done = join(home, hashOf(apiOrigin))
  if (existsSync(done)) return done
  const making = `${done}.${process.pid}`
  rmSync(making, { recursive: true, force: true })
  mkdirSync(making, { recursive: true })
  for (const app of APPS) await buildApp(app, making, apiOrigin)
  compress(making)
  if (existsSync(done)) rmSync(making, { recursive: true })
  else renameSync(making, done)
  return done
}

if (process.argv[1] === import.meta.filename)
  process.stdout.write(`${await buildWeb(process.argv[2] ?? '')}\n`)
