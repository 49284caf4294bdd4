import { execFileSync } from 'node:child_process'
import { accessSync, constants, mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { publish } from '../lambdas/settle.ts'
import { contentFiles } from './content.ts'
import { type Cloud, startCloud } from './local/cloud.ts'
import { developerPages } from './local/developer-pages.ts'
import { running } from './local/door.ts'
import { pagesOf } from './local/pages.ts'
import { rootTable } from './local/root-table.ts'
import { COMPANIES, OPERATOR, PASSWORD } from './town/people.ts'
import { seedTown } from './town/seed.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)
const give = (line: string): never => {
  process.stderr.write(`${line}\n`)
  process.exit(1)
}

const options = () => {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: '4000' },
        data: { type: 'string', default: '.local' },
        reset: { type: 'boolean', default: false },
      },
    })
    const port = Number(values.port)
    if (!Number.isInteger(port) || port < 1 || port > 65535)
      give(`--port wants a number from 1 to 65535, not ${values.port}.`)
    return { port, dataDir: resolve(values.data), reset: values.reset }
  } catch (error) {
    return give(`${(error as Error).message}. Options: --port N, --data DIR, --reset.`)
  }
}

const mustBeWritable = (dir: string) => {
  try {
    mkdirSync(dir, { recursive: true })
    accessSync(dir, constants.W_OK)
  } catch {
    give(`The data directory ${dir} cannot be written. Choose another with --data DIR.`)
  }
}

/** The build runs in a process of its own, so that its memory is gone before the service is ready. */
const builtWeb = () =>
  execFileSync(process.execPath, [new URL('./build.ts', import.meta.url).pathname], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  }).trim()

const samplePeople = async (cloud: Cloud) => {
  const table = rootTable(cloud)
  for (const { code } of COMPANIES) {
    const row = await table.get({ pk: `CODE#${code}`, sk: 'CODE' }, { table: 'registry' })
    const known = row && (await table.get({ pk: `T#${row.tenantId}#ID#kanri`, sk: 'ID' }))
    if (known) cloud.sample.set(`${code}/kanri`, String(known.memberId))
  }
  const operator = await table.get({ pk: `OPR#ID#${OPERATOR.userId}`, sk: 'ID' }, { table: 'registry' })
  if (operator) cloud.sample.set(OPERATOR.userId, String(operator.memberId))
}

const table = (origin: string) => [
  '',
  '  who                     where                             company  ID      password',
  `  受講者 (learner)        ${`${origin}/learner/`.padEnd(34)}mirai    E0002   ${PASSWORD}`,
  `  管理者 (administrator)  ${`${origin}/admin/`.padEnd(34)}mirai    kanri   ${PASSWORD}`,
  `  部署管理者 (manager)    ${`${origin}/learner/`.padEnd(34)}mirai    bucho   ${PASSWORD}`,
  `  another company         ${`${origin}/admin/`.padEnd(34)}hikari   kanri   ${PASSWORD}`,
  `  運営担当者 (operator)   ${`${origin}/operator/`.padEnd(34)}-        ${OPERATOR.userId}   ${OPERATOR.password}`,
  '',
  `  current codes of the authenticators: ${origin}/_local/code      mails: ${origin}/_local/inbox`,
  '',
]

const { port, dataDir, reset } = options()
mustBeWritable(dataDir)
const dir = builtWeb()
const cloud: Cloud = await startCloud({
  dataDir,
  port,
  reset,
  pages: pagesOf(
    dir,
    developerPages(() => cloud),
  ),
}).catch((error: NodeJS.ErrnoException) =>
  give(
    error.code === 'EADDRINUSE'
      ? `Port ${port} is in use. Choose another with --port N.`
      : error.message.includes('database') || error.message.includes('malformed')
        ? `The data in ${dataDir} is damaged. Start with --reset to begin anew.`
        : error.message,
  ),
)

let stopping = false
const stop = async () => {
  if (stopping) return
  stopping = true
  setTimeout(() => process.exit(1), 4_500).unref()
  await cloud.stop()
  process.exit(0)
}
process.on('SIGINT', stop)
process.on('SIGTERM', stop)
process.on('uncaughtException', (error) => {
  process.stderr.write(`${error.stack}\n`)
  void stop()
})

if (cloud.isNew) await seedTown(cloud)
else await running.run('root', () => publish(contentFiles()))
await samplePeople(cloud)
say(`Kizuki is ready: ${cloud.origin}`)
for (const line of table(cloud.origin)) say(line)
