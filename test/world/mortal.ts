import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PASSWORD } from './world.ts'

const freePort = async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

const start = async (dataDir: string, port: number) => {
  const script = new URL('./started.ts', import.meta.url).pathname
  const child = spawn(process.execPath, [script, dataDir, String(port), PASSWORD], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  for await (const chunk of child.stdout) {
    said += String(chunk)
    const ready = /^ready (.*)$/m.exec(said)?.[1]
    if (!ready) continue
    child.stdout.resume()
    return { child, ...(JSON.parse(ready) as { origin: string; dynamo: string }) }
  }
  throw new Error(`the service ended before it was ready: ${said}`)
}

const ended = async (child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM') => {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill(signal)
  await once(child, 'exit')
}

/** A service that can be killed at any moment and begun again on the same folder and port. */
export const mortal = async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'kizuki-mortal-'))
  const port = await freePort()
  let life = await start(dataDir, port)
  return {
    port,
    get origin() {
      return life.origin
    },
    get dynamo() {
      return life.dynamo
    },
    kill: () => ended(life.child, 'SIGKILL'),
    async killAndBegin() {
      await ended(life.child, 'SIGKILL')
      life = await start(dataDir, port)
    },
    async end() {
      await ended(life.child, 'SIGTERM')
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
export type Mortal = Awaited<ReturnType<typeof mortal>>
