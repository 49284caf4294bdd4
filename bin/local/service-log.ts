import { appendFileSync, existsSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'

const MAX = 5_000_000

/** Where the doors' log lines go on one machine: a file beside the data, so that the terminal keeps to what matters. */
export const serviceLog = (dataDir: string) => {
  const file = join(dataDir, 'service.log')
  if (existsSync(file) && statSync(file).size > MAX) renameSync(file, `${file}.old`)
  return (line: string) => {
    appendFileSync(file, line)
    if (line.startsWith('{"level":"error"')) process.stderr.write(line)
  }
}
