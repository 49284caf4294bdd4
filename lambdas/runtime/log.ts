import { nowInstant } from './clock.ts'
import { inTokyo } from './tokyo.ts'

type Facts = Record<string, string | number | boolean | undefined>

const write = (level: string, what: string, facts: Facts) =>
  log.sink(`${JSON.stringify({ level, what, at: inTokyo(nowInstant()), ...facts })}\n`)

/** One JSON line each, ids only: no names, addresses, tokens or input ever stand in `facts`. */
export const log = {
  /** Where lines go: standard output, which the cloud keeps; a machine of one's own keeps a file. */
  sink: (line: string): void => void process.stdout.write(line),
  info: (what: string, facts: Facts = {}) => write('info', what, facts),
  /** Something an operator should look at in time. */
  warn: (what: string, facts: Facts = {}) => write('warn', what, facts),
  error: (what: string, facts: Facts = {}) => write('error', what, facts),
  /** Somebody reached for what is not theirs; an alarm counts these lines. */
  security: (what: string, facts: Facts = {}) => write('security', what, facts),
}
export type Log = typeof log
