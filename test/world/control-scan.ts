import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Row } from '../../lib/controls/row.ts'

export const ROOT = new URL('../..', import.meta.url).pathname

/** Comments go, so that a proof that was commented out counts for nothing. */
const withoutComments = (source: string) =>
  source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[\s;{(])\/\/[^\n]*/g, '$1')

/** The ids that the `control(...)` calls of a test file name; a file with any skipped part proves nothing. */
export const controlsIn = (source: string): string[] => {
  const code = withoutComments(source)
  if (/\b(test|it|describe|control)\s*\.\s*(skip|todo|only|skipIf|runIf)\b/.test(code)) return []
  return [...code.matchAll(/(?<![\w.])control\(\s*('[^']*'|\[[^\]]*\])\s*,/g)].flatMap(([, ids]) =>
    [...(ids ?? '').matchAll(/'([^']*)'/g)].map(([, id]) => id ?? ''),
  )
}

/** Files that the suite runs, as `vitest.config.ts` includes them. */
export const testFiles = (): string[] =>
  readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => join(ROOT, 'test', name))

export const provedIds = (): Set<string> =>
  new Set(testFiles().flatMap((file) => controlsIn(readFileSync(file, 'utf8'))))

const exportsOf = (source: string, symbol: string) =>
  new RegExp(`^export (?:const|function|class|type|interface|async function) ${symbol}\\b`, 'm').test(source)

const lacks = (where: string, read: (file: string) => string | undefined): string[] => {
  const [file = '', symbol = ''] = where.split('#')
  const source = read(file)
  if (source === undefined) return [`${file} does not exist`]
  return exportsOf(source, symbol) ? [] : [`${file} exports no ${symbol}`]
}

/** What is wrong between the closed list of ids, the rows, the tests and the code; nothing when they agree. */
export const disagreements = (
  ids: readonly string[],
  rows: readonly Row[],
  proved: ReadonlySet<string>,
  read: (file: string) => string | undefined,
): string[] => [
  ...ids.flatMap((id) => {
    const count = rows.filter((row) => row.id === id).length
    return count === 1 ? [] : [`${id} has ${count} rows`]
  }),
  ...rows.flatMap(({ id }) => (ids.includes(id) ? [] : [`row ${id} answers no section`])),
  ...[...proved].flatMap((id) => (ids.includes(id) ? [] : [`a test proves ${id}, which is no section`])),
  ...rows.flatMap((row) => {
    // A section may have tests before it holds as a whole: what is not claimed need not be proved.
    if (row.kind !== 'tested') return []
    return [
      ...(proved.has(row.id) ? [] : [`${row.id} says tested, and no test proves it`]),
      ...row.where.flatMap((where) => lacks(where, read)),
    ]
  }),
]
