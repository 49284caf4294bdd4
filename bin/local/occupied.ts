import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Said to the person who starts the service: one sentence, no stack. */
export class CannotStart extends Error {}

interface Running {
  readonly pid: number
  readonly began: string
  readonly child?: { readonly pid: number; readonly began: string }
}

/** When a process began, in ticks since the machine's start: with the number it names a process for good. */
const beganAt = (pid: number): string | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const [state, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return state === 'Z' ? undefined : rest[18]
  } catch {
    return undefined
  }
}
const lives = (one: { pid: number; began: string }) => beganAt(one.pid) === one.began

const endOf = async (one: { pid: number; began: string }) => {
  process.kill(one.pid, 'SIGKILL')
  while (lives(one)) await new Promise((done) => setTimeout(done, 10))
}

const read = (file: string): Running | undefined => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Running
  } catch {
    return undefined
  }
}

/**
 * Takes a data directory for this process: refuses one that a living service holds, and ends the child that a service
 * killed without warning has left behind.
 */
export const occupy = async (dataDir: string) => {
  const file = join(dataDir, 'running.json')
  const former = existsSync(file) ? read(file) : undefined
  if (former && former.pid !== process.pid && lives(former))
    throw new CannotStart(
      `The data in ${dataDir} is in use by a service that runs already (process ${former.pid}). Stop it, or choose another with --data DIR.`,
    )
  if (former?.child && lives(former.child)) await endOf(former.child)
  const mine = { pid: process.pid, began: beganAt(process.pid) ?? '' }
  const write = (running: Running) => writeFileSync(file, JSON.stringify(running))
  write(mine)
  return {
    /** From now on the child is known to whoever starts next. */
    hasChild: (pid: number) => write({ ...mine, child: { pid, began: beganAt(pid) ?? '' } }),
    leave: () => rmSync(file, { force: true }),
  }
}
export type Occupied = Awaited<ReturnType<typeof occupy>>
