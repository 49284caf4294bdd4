import { parseArgs } from 'node:util'
import { log } from '../lambdas/runtime/log.ts'
import { publish } from '../lambdas/settle.ts'
import { builtWeb } from './built-web.ts'
import { contentFiles } from './content.ts'
import { type Cloud, startCloud } from './local/cloud.ts'
import { emptyDataDir, mustBeSound, mustBeWritable, worldMark } from './local/data-dir.ts'
import { developerPages } from './local/developer-pages.ts'
import { running } from './local/door.ts'
import { CannotStart } from './local/occupied.ts'
import { pagesOf } from './local/pages.ts'
import { serviceLog } from './local/service-log.ts'
import { findSamples, sampleTable } from './town/sample-people.ts'
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
      throw new CannotStart(`--port wants a number from 1 to 65535, not ${values.port}.`)
    return { port, dataDir: values.data, reset: values.reset }
  } catch (error) {
    if (error instanceof CannotStart) throw error
    throw new CannotStart(
      `${(error as Error).message.split('.')[0]}. Options: --port N, --data DIR, --reset.`,
    )
  }
}

let cloud: Cloud | undefined
let stopping = false
const stop = async (code: number) => {
  if (stopping) return
  stopping = true
  setTimeout(() => process.exit(1), 4_500).unref()
  await cloud?.stop()
  process.exit(code)
}
process.on('SIGINT', () => void stop(0))
process.on('SIGTERM', () => void stop(0))

const start = async () => {
  const { port, dataDir, reset } = options()
  mustBeWritable(dataDir)
  const world = worldMark(dataDir)
  const building = builtWeb()
  building.catch(() => {})
  const begun = await startCloud({
    dataDir,
    port,
    prepare: () => {
      if (reset || !world.stands()) emptyDataDir(dataDir)
      mustBeSound(dataDir)
      log.sink = serviceLog(dataDir)
    },
    pages: (made) => {
      const pages = building.then((dir) =>
        pagesOf(
          dir,
          developerPages(() => made),
        )(made),
      )
      pages.catch(() => {})
      return async (...how) => (await pages)(...how)
    },
  })
  cloud = begun
  if (world.stands()) await running.run('root', () => publish(contentFiles()))
  else await seedTown(begun)
  world.put()
  await findSamples(begun)
  await building
  say(`Kizuki is ready: ${begun.origin}`)
  for (const line of sampleTable(begun.origin)) say(line)
}

const inWords = (error: NodeJS.ErrnoException): string => {
  if (error instanceof CannotStart) return error.message
  if (error.code === 'EADDRINUSE')
    return 'The port is in use by another program. Choose another with --port N.'
  if (error.code === 'EACCES') return 'The port may not be used by you. Choose another with --port N.'
  if (error.code === 'ENOSPC') return 'The disk of the data directory is full.'
  return `The service could not start: ${error.message.split('\n')[0]}`
}

await start().catch((error) => give(inWords(error)))
process.on('uncaughtException', (error) => {
  process.stderr.write(`${error.stack}\n`)
  void stop(1)
})
