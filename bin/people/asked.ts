import { parseArgs } from 'node:util'
import * as z from 'zod'
import { Line } from '../../lambdas/runtime/shape.ts'
import { NotFounded } from '../../lambdas/tenant/found.ts'
import { TenantId } from '../../lambdas/tenant/schema.ts'

const reason = Line(200).refine((text) => text.trim().length >= 5)
const mail = z.email().max(254)
const whole = (from: number, to: number) => z.coerce.number().int().min(from).max(to)
const administrator = {
  id: Line(64),
  name: Line(100),
  mail,
  telephone: Line(30).optional(),
  learns: z.boolean().optional(),
}

/** What may be asked, as data: the options of each command and their shapes. */
const SHAPES = {
  'operator add': z.strictObject({ id: Line(64), name: Line(100), reason }),
  'operator link': z.strictObject({ id: Line(64), reason }),
  'tenant found': z.strictObject({
    code: Line(64),
    company: Line(100),
    seats: whole(1, 1_000_000),
    'start-month': whole(1, 12).default(4),
    'tenant-id': TenantId.optional(),
    ...administrator,
    reason,
  }),
  'administrator add': z.strictObject({ code: Line(64), ...administrator, reason }),
  'administrator link': z.strictObject({ code: Line(64), id: Line(64), reason }),
  list: z.strictObject({ reason: reason.default('a look at the list') }),
  keys: z.strictObject({ reason }),
}
export type Command = keyof typeof SHAPES
export type Given<C extends Command> = z.output<(typeof SHAPES)[C]>
export interface Asked {
  readonly command: Command
  readonly stage: string
  /** The data directory of a service that runs on this machine. */
  readonly local?: string | undefined
  readonly given: unknown
}

export const USAGE = `npm run people -- <command> --stage STAGE …      (AWS credentials; each act is logged with its reason)

  operator add        --id ID --name NAME --reason WHY
                      an operator; prints a one-time link, once
  operator link       --id ID --reason WHY
                      another one-time link; the one before works no longer
  tenant found        --code CODE --company NAME --seats N [--start-month 4] [--tenant-id ULID]
                      --id ID --name NAME --mail ADDRESS [--telephone T] [--learns] --reason WHY
                      a company and its first administrator, who is mailed a set-up link; run again it goes on
  administrator add   --code CODE --id ID --name NAME --mail ADDRESS [--telephone T] [--learns] --reason WHY
  administrator link  --code CODE --id ID --reason WHY
                      mails another set-up link
  list                operators, companies, administrators
  keys                --reason WHY
                      reads the public keys of all user pools anew

  --local DIR instead of --stage: the service that runs on this machine with its data in DIR
`
const text = { type: 'string' } as const
const OPTIONS = {
  stage: text,
  local: text,
  code: text,
  company: text,
  seats: text,
  'start-month': text,
  'tenant-id': text,
  id: text,
  name: text,
  mail: text,
  telephone: text,
  learns: { type: 'boolean' },
  reason: text,
  help: { type: 'boolean' },
} as const

/** Reads the command line; undefined asks for the usage. Throws in words. */
export const askedFor = (argv: readonly string[]): Asked | undefined => {
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse(argv)
  } catch (error) {
    throw new NotFounded(`${(error as Error).message}\n\n${USAGE}`)
  }
  const { stage, local, help, ...options } = parsed.values
  const command = parsed.positionals.join(' ')
  if (help || command === '') return undefined
  if (!Object.hasOwn(SHAPES, command)) throw new NotFounded(`There is no command "${command}".\n\n${USAGE}`)
  if (!local && !/^[a-z][a-z0-9]{1,11}$/.test(stage ?? ''))
    throw new NotFounded('--stage STAGE names the deployed stage, for example --stage dev.')
  const shape = SHAPES[command as Command].safeParse(options)
  if (!shape.success) throw new NotFounded(`${command}: ${z.prettifyError(shape.error)}\n\n${USAGE}`)
  return { command: command as Command, stage: local ? 'local' : String(stage), local, given: shape.data }
}
const parse = (args: readonly string[]) =>
  parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, strict: true })
