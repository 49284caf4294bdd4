import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { freePort } from './port.ts'

export interface Dynamo {
  readonly endpoint: string
  stop(): Promise<void>
}

const binary = () => {
  try {
    return join(
      dirname(createRequire(import.meta.url).resolve('@dynoxide/linux-x64/package.json')),
      'dynoxide',
    )
  } catch {
    throw new Error(
      'The embedded DynamoDB is for Linux x64. On another machine start DynamoDB Local and set DYNAMODB_ENDPOINT.',
    )
  }
}

/** A start that died may have left its child: its pid stands in a file beside the data. */
const sweep = (pidFile: string) => {
  if (!existsSync(pidFile)) return
  const pid = Number(readFileSync(pidFile, 'utf8'))
  try {
    if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('dynoxide')) process.kill(pid, 'SIGKILL')
  } catch {
    // gone already
  }
  rmSync(pidFile, { force: true })
}

const answers = async (endpoint: string, child: ChildProcess) => {
  for (let tries = 0; tries < 200; tries++) {
    if (child.exitCode !== null)
      throw new Error(
        'The data store could not be opened. Is the data directory damaged? Start with --reset, or restore it.',
      )
    try {
      await fetch(endpoint, { method: 'POST' })
      return
    } catch {
      await new Promise((done) => setTimeout(done, 20))
    }
  }
  throw new Error('The embedded DynamoDB does not answer.')
}

/** Starts the embedded DynamoDB on loopback with its data in `dir`, or uses the one that DYNAMODB_ENDPOINT names. */
export const startDynamo = async (dir: string): Promise<Dynamo> => {
  const given = process.env.DYNAMODB_ENDPOINT
  if (given) return { endpoint: given, stop: async () => {} }
  mkdirSync(dir, { recursive: true })
  const pidFile = join(dir, 'dynamo.pid')
  sweep(pidFile)
  const port = await freePort()
  const child = spawn(
    binary(),
    ['--host', '127.0.0.1', '--port', String(port), '--db-path', join(dir, 'dynamo.db')],
    { stdio: 'ignore' },
  )
  writeFileSync(pidFile, String(child.pid))
  const kill = () => void child.kill('SIGKILL')
  process.once('exit', kill)
  const endpoint = `http://127.0.0.1:${port}`
  await answers(endpoint, child)
  return {
    endpoint,
    stop: () =>
      new Promise((done) => {
        process.removeListener('exit', kill)
        rmSync(pidFile, { force: true })
        if (child.exitCode !== null) return done()
        child.once('exit', () => done())
        child.kill('SIGTERM')
        setTimeout(kill, 2_000).unref()
      }),
  }
}
