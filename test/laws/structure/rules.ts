import { type File, type Import, importsOf, isCode } from './files.ts'

/** A law of the house: where it is broken, and one file that breaks it. */
export interface Rule {
  readonly says: string
  readonly find: (files: readonly File[]) => string[]
  readonly specimen: File
}

const each = (pattern: RegExp, judge: (file: File) => readonly string[]) => (files: readonly File[]) =>
  files
    .filter(({ path }) => pattern.test(path))
    .flatMap((file) => judge(file).map((what) => `${file.path}: ${what}`))

const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([found]) => found.trim())
const without = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, ' ')
const lines = (text: string) => text.replace(/\n$/, '').split('\n').length

const imports = (where: RegExp, isWrong: (one: Import, path: string) => boolean) =>
  each(where, (file) =>
    isCode(file)
      ? importsOf(file)
          .filter((one) => isWrong(one, file.path))
          .map(({ from }) => `imports ${from}`)
      : [],
  )

const roomOf = (path: string) => /^lambdas\/([a-z-]+)\//.exec(path)?.[1]
const NO_ROOM = new Set(['runtime', 'register'])
const isRoom = (path: string) => {
  const room = roomOf(path)
  return room !== undefined && !NO_ROOM.has(room)
}

/** What of the service is data: lines, shapes, keys. */
const DATA = /^lambdas\/(register\.ts|problems\.ts|register\/|[a-z-]+\/(schema|items)\.ts)/

export const importRules: Rule[] = [
  {
    says: 'web imports of the service types alone',
    find: imports(/^web\//, ({ from, typesOnly }) => /^(lambdas|lib|bin|test)\//.test(from) && !typesOnly),
    specimen: {
      path: 'web/learner/main.tsx',
      text: "import { register } from '../../lambdas/register.ts'\n",
    },
  },
  {
    says: 'runtime knows no room; of the register it knows what every line has',
    find: imports(
      /^lambdas\/runtime\//,
      ({ from }) =>
        from.startsWith('lambdas/') && !/^lambdas\/(runtime\/|register\.ts|problems\.ts)/.test(from),
    ),
    specimen: { path: 'lambdas/runtime/serve.ts', text: "import { grade } from '../attempt/grade.ts'\n" },
  },
  {
    says: 'a room never imports the operations of another, nor a door',
    find: imports(/^lambdas\/[a-z-]+\//, ({ from }, path) => {
      if (!isRoom(path) || !from.startsWith('lambdas/')) return false
      if (/^lambdas\/[a-z-]+\.ts$/.test(from)) return !/\/(register|problems)\.ts$/.test(from)
      return roomOf(from) !== roomOf(path) && from.endsWith('/operations.ts')
    }),
    specimen: { path: 'lambdas/slip/job.ts', text: "import { create } from '../member/operations.ts'\n" },
  },
  {
    says: 'lib reads the data of the register and the items, never operations',
    find: imports(
      /^lib\//,
      ({ from, typesOnly }) =>
        from.startsWith('lambdas/') && !typesOnly && !DATA.test(from) && !/^lambdas\/runtime\//.test(from),
    ),
    specimen: { path: 'lib/stage.ts', text: "import { start } from '../lambdas/session/operations.ts'\n" },
  },
  {
    says: 'nobody imports a test',
    find: imports(/^(bin|lib|lambdas|web|content)\//, ({ from }) => from.startsWith('test/')),
    specimen: { path: 'bin/start.ts', text: "import { startWorld } from '../test/world/world.ts'\n" },
  },
  {
    says: 'what runs in the cloud imports nothing that runs elsewhere',
    find: imports(/^lambdas\//, ({ from }) => /^(bin|lib|web|test)\//.test(from)),
    specimen: { path: 'lambdas/gate.ts', text: "import { startCloud } from '../bin/local/cloud.ts'\n" },
  },
  {
    says: 'zod comes as a namespace (the named import bundles every locale)',
    find: imports(/./, ({ from, names, typesOnly }) => from === 'zod' && !typesOnly && names !== '* as z'),
    specimen: { path: 'lambdas/seat/schema.ts', text: "import { z } from 'zod'\n" },
  },
]

const RUNTIME_LINES = 1_700
const CLOCK = 'lambdas/runtime/clock.ts'

export const textRules: Rule[] = [
  {
    says: 'time is told by the one clock',
    find: each(/^lambdas\//, ({ path, text }) =>
      path === CLOCK ? [] : matches(without(text), /new Date\(\s*\)|\bDate\.now\(|\bDate\(\)/g),
    ),
    specimen: { path: 'lambdas/seat/operations.ts', text: 'const at = new Date().toISOString()\n' },
  },
  {
    says: 'functions log through the one log',
    find: each(/^lambdas\//, ({ text }) => matches(without(text), /\bconsole\.\w+/g)),
    specimen: { path: 'lambdas/seat/operations.ts', text: 'console.log(call)\n' },
  },
  {
    says: 'rooms reach AWS through runtime, never by a client of their own making',
    find: each(/^lambdas\/[a-z-]+\//, ({ path, text }) =>
      path.startsWith('lambdas/runtime/') ? [] : matches(text, /new \w+Client\(/g),
    ),
    specimen: { path: 'lambdas/seat/items.ts', text: 'const client = new DynamoDBClient({})\n' },
  },
  {
    says: 'a door is short',
    find: each(/^lambdas\/(gate|learner|admin|operator)\.ts$/, ({ text }) =>
      lines(text) > 30 ? [`${lines(text)} lines`] : [],
    ),
    specimen: { path: 'lambdas/gate.ts', text: 'serve()\n'.repeat(31) },
  },
  {
    says: 'no file is longer than 250 lines',
    find: each(/\.(ts|tsx|css|mjs|md|html)$/, ({ text }) =>
      lines(text) > 250 ? [`${lines(text)} lines`] : [],
    ),
    specimen: { path: 'web/kit/form.tsx', text: 'a {}\n'.repeat(251) },
  },
  {
    says: `runtime stays within ${RUNTIME_LINES} lines in all`,
    find: (files) => {
      const total = files
        .filter(({ path }) => path.startsWith('lambdas/runtime/'))
        .reduce((sum, { text }) => sum + lines(text), 0)
      return total > RUNTIME_LINES ? [`runtime has ${total} lines`] : []
    },
    specimen: { path: 'lambdas/runtime/serve.ts', text: '\n'.repeat(RUNTIME_LINES + 1) },
  },
  {
    says: 'the register is pure data',
    find: each(/^lambdas\/register(\/[a-z]+)?\.ts$/, ({ text }) =>
      matches(without(text), /=>|\bfunction\b|\?\s*[^:]+:|\bif\b|\bclass\b|\bnew\b|\w\(/g),
    ),
    specimen: {
      path: 'lambdas/register/gate.ts',
      text: "const line = (door: string) => ({ door, may: 'anyone' })\n",
    },
  },
  {
    says: 'every id has a prefix of three letters',
    find: each(/^lambdas\//, ({ text }) =>
      matches(without(text), /\bId\('(?![a-z]{3}'\))[^']*'\)|newId\('(?![a-z]{3}'\))[^']*'\)/g),
    ),
    specimen: { path: 'lambdas/seat/schema.ts', text: "export const SeatId = Id('seat')\n" },
  },
  {
    says: 'no file names a machine, a person’s folder or a network of its makers',
    find: each(/^(?!package-lock\.json)/, ({ path, text }) =>
      path.startsWith('test/laws/structure/')
        ? []
        : matches(
            text,
            /(?<![\w.])\/(work|home|root|Users)\/\w+|\b(10\.\d+|192\.168|172\.(1[6-9]|2\d|3[01]))\.\d+\.\d+\b/g,
          ),
    ),
    specimen: { path: 'bin/start.ts', text: "const data = '/home/somebody/kizuki'\n" },
  },
  {
    says: 'files are named for what they are, not for what is left over',
    find: (files) =>
      files
        .map(({ path }) => path)
        .filter((path) => /\b(utils?|helpers?|common|managers?|services?|handlers?)\.[a-z]+$/.test(path)),
    specimen: { path: 'lambdas/runtime/utils.ts', text: '' },
  },
]
