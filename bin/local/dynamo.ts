import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { CannotStart } from './occupied.ts'
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
    throw new CannotStart(
      'The embedded DynamoDB is for Linux x64. On another machine start DynamoDB Local and set DYNAMODB_ENDPOINT.',
    )
  }
}

const answers = async (endpoint: string, child: ChildProcess) => {
  for (let tries = 0; tries < 200; tries++) {
    if (child.exitCode !== null)
      throw new CannotStart(
        'The data store could not be opened. Put a copy of the data back, or start with --reset to begin anew.',
      )
    try {
      await fetch(endpoint, { method: 'POST' })
      return
    } catch {
      await new Promise((done) => setTimeout(done, 20))
    }
  }
  throw new CannotStart('The embedded DynamoDB does not answer.')
}

/**
 * Each write asks dynoxide's own table for the newest stream record, which it would otherwise find by reading them all: an
 * index makes that one look. Records are let go after a day, as in AWS; the newest stays, for numbers go on from it.
 */
const keepStreamsQuick = (file: string) => {
  const store = new DatabaseSync(file, { timeout: 5_000 })
  store.exec(`
    CREATE INDEX IF NOT EXISTS stream_order ON _stream_records (table_name, CAST(sequence_number AS INTEGER));
    DELETE FROM _stream_records WHERE created_at < unixepoch() - 86400
      AND id NOT IN (SELECT MAX(id) FROM _stream_records GROUP BY table_name);
  `)
  store.close()
}

/** Starts the embedded DynamoDB on loopback with its data in `dir`, or uses the one that DYNAMODB_ENDPOINT names. */
export const startDynamo = async (dir: string, hasChild: (pid: number) => void): Promise<Dynamo> => {
  const given = process.env.DYNAMODB_ENDPOINT
  if (given) return { endpoint: given, stop: async () => {} }
  mkdirSync(dir, { recursive: true })
  const port = await freePort()
  const file = join(dir, 'dynamo.db')
  const child = spawn(binary(), ['--host', '127.0.0.1', '--port', String(port), '--db-path', file], {
    stdio: 'ignore',
  })
  hasChild(child.pid ?? 0)
  const kill = () => void child.kill('SIGKILL')
  process.once('exit', kill)
  const endpoint = `http://127.0.0.1:${port}`
  await answers(endpoint, child)
  keepStreamsQuick(file)
  return {
    endpoint,
    stop: () =>
      new Promise((done) => {
        process.removeListener('exit', kill)
        if (child.exitCode !== null) return done()
        child.once('exit', () => done())
        child.kill('SIGTERM')
        setTimeout(kill, 2_000).unref()
      }),
  }
}
