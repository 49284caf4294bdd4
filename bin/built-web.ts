import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { CannotStart } from './local/occupied.ts'

const BUILD = new URL('./build.ts', import.meta.url).pathname

/** The build runs in a process of its own, so that its memory is gone before the service is ready. */
export const builtWeb = async (): Promise<string> => {
  try {
    return (await promisify(execFile)(process.execPath, [BUILD])).stdout.trim()
  } catch (error) {
    const { stderr = '' } = error as { stderr?: string }
    throw new CannotStart(`The web apps could not be built. ${stderr.trim().split('\n')[0] ?? ''}`)
  }
}
