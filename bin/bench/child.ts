import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../local/port.ts'
import { cpuSecondsOf, familyOf, memoryOf } from './processes.ts'

const ROOT = new URL('../../', import.meta.url)
/** The very arguments of `npm start`. */
const [, ...START] = (
  JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8')) as { scripts: { start: string } }
).scripts.start.split(' ')
const PATIENCE_MS = 120_000

const ready = (child: ChildProcess) =>
  new Promise<string>((done, fail) => {
    let text = ''
    const timer = setTimeout(() => fail(new Error(`the service is not ready: ${text}`)), PATIENCE_MS)
    child.stdout?.on('data', (chunk) => {
      text += chunk
      const origin = /Kizuki is ready: (\S+)/.exec(text)?.[1]
      if (!origin) return
      clearTimeout(timer)
      done(origin)
    })
    child.stderr?.on('data', (chunk) => {
      text += chunk
    })
    child.once('exit', (code) => fail(new Error(`the service ended with ${code}: ${text}`)))
  })

/** A folder for one service's data. */
export const newDataDir = () => mkdtempSync(join(tmpdir(), 'kizuki-bench-'))

/** The real service in processes of its own, as `npm start` runs it. */
export const startService = async (dataDir: string, flags: readonly string[] = []) => {
  const port = await freePort()
  const began = performance.now()
  const child = spawn(process.execPath, [...flags, ...START, '--port', String(port), '--data', dataDir], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const pid = child.pid ?? 0
  // A bench that is broken off takes its service with it.
  const leave = () => void child.kill('SIGTERM')
  process.once('exit', leave)
  const origin = await ready(child)
  return {
    origin,
    startSeconds: (performance.now() - began) / 1000,
    cpuSeconds: () => cpuSecondsOf(familyOf(pid)),
    memory: () => memoryOf(familyOf(pid)),
    async stop() {
      const ended = new Promise((done) => child.once('exit', done))
      process.removeListener('exit', leave)
      child.kill('SIGTERM')
      await ended
    },
  }
}
export type Service = Awaited<ReturnType<typeof startService>>

/** Runs `work` against a fresh service and leaves nothing behind. */
export const withService = async <T>(
  work: (service: Service) => Promise<T>,
  flags?: readonly string[],
): Promise<T> => {
  const dataDir = newDataDir()
  const service = await startService(dataDir, flags)
  try {
    return await work(service)
  } finally {
    await service.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
