import { parseArgs } from 'node:util'
import { inWords } from './people/in-words.ts'
import { smoke } from './smoke/stage.ts'

/** Asks a deployed stage what cannot be shown on one machine; one line a check, exit code 1 where one failed. */
try {
  const { values } = parseArgs({ options: { stage: { type: 'string' } } })
  const failed = await smoke(values.stage, (line) => process.stdout.write(`${line}\n`))
  process.exitCode = failed === 0 ? 0 : 1
} catch (error) {
  process.stderr.write(`${inWords(error)}\n`)
  process.exitCode = 1
}
