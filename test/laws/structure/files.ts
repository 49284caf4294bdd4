import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface File {
  readonly path: string
  readonly text: string
}

const root = new URL('../../../', import.meta.url).pathname
const BINARY = /\.(png|jpe?g|ico|pdf|xlsx|zip|woff2?|ttf)$|^test\/fixtures\/files\//

/** Every text file of the repository, as it stands in the working tree. */
export const repository = (): File[] =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\n')
    .filter((path) => path && !BINARY.test(path) && existsSync(join(root, path)))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))

export const isCode = ({ path }: File) => /\.(ts|tsx|mjs)$/.test(path)

export interface Import {
  readonly names: string
  readonly from: string
  readonly typesOnly: boolean
}

const STATEMENT =
  /^(?:import|export)\s+(type\s+)?([^'";]*?)\s*from\s*'([^']+)'|^import\s*'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm

/** What a file imports or passes on, relative names resolved to paths of the repository. */
export const importsOf = ({ path, text }: File): Import[] =>
  [...text.matchAll(STATEMENT)].map(([, type, names = '', from, bare, dynamic]) => {
    const target = from ?? bare ?? dynamic ?? ''
    const inside = target.startsWith('.') ? new URL(target, `file:///${path}`).pathname.slice(1) : target
    return { names, from: inside, typesOnly: type !== undefined || /^\{(\s*type\s+\w+,?)+\s*\}$/.test(names) }
  })
