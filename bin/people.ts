import { askedFor, USAGE } from './people/asked.ts'
import { commands } from './people/commands.ts'
import { connect } from './people/connect.ts'
import { inWords } from './people/in-words.ts'

/** Makes a stage's first operator and, until the operator's console does, its tenants and their administrators. */
try {
  const asked = askedFor(process.argv.slice(2))
  if (asked === undefined) process.stdout.write(USAGE)
  else
    for await (const line of commands[asked.command](await connect(asked), asked.given as never))
      process.stdout.write(`${line}\n`)
} catch (error) {
  process.stderr.write(`${inWords(error)}\n`)
  process.exitCode = 1
}
