import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { freePort } from '../../bin/local/port.ts'

const ROOT = new URL('../..', import.meta.url)

/** Starts the service as `npm start` does. `said` resolves with what it said once it was ready or has ended. */
export const launch = async (dataDir: string, ...more: string[]) => {
  const port = more.includes('--port') ? 0 : await freePort()
  const place = port ? ['--port', String(port)] : []
  const args = ['--max-semi-space-size=4', 'bin/start.mjs', ...place, '--data', dataDir, ...more]
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
  let out = ''
  let err = ''
  child.stderr.on('data', (chunk) => {
    err += chunk
  })
  const ended = new Promise<number | null>((done) => child.once('close', done))
  const ready = new Promise<void>((done) =>
    child.stdout.on('data', (chunk) => {
      out += chunk
      if (out.includes('/_local/inbox')) done()
    }),
  )
  await Promise.race([ready, ended])
  return {
    pid: child.pid ?? 0,
    origin: /Kizuki is ready: (\S+)/.exec(out)?.[1],
    out,
    err: () => err,
    ended,
    async signal(name: NodeJS.Signals) {
      const began = performance.now()
      child.kill(name)
      await ended
      return performance.now() - began
    },
  }
}
export type Launched = Awaited<ReturnType<typeof launch>>

/** The embedded database that a data directory says belongs to it. */
export const childOf = (dataDir: string): number =>
  (JSON.parse(readFileSync(`${dataDir}/running.json`, 'utf8')) as { child: { pid: number } }).child.pid

export const lives = (pid: number) => {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}
