import { accessSync, constants, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { CannotStart } from './occupied.ts'

const STORES = ['local.db', 'dynamo.db', 'objects/fauxqs.db']
const OURS = /^((local|dynamo)\.db(-wal|-shm)?|objects|service\.log(\.old)?|running\.json|cloud\.json|world)$/

/** A folder that can be written; says in one sentence when it cannot. */
export const mustBeWritable = (dir: string): void => {
  try {
    mkdirSync(dir, { recursive: true })
    accessSync(dir, constants.W_OK)
  } catch {
    throw new CannotStart(`The data directory ${dir} cannot be written. Choose another with --data DIR.`)
  }
}

/** Empties a data directory; a folder that holds anything else is left as it is, whatever was typed. */
export const emptyDataDir = (dir: string): void => {
  if (!existsSync(dir)) return
  const foreign = readdirSync(dir).find((name) => !OURS.test(name))
  if (foreign)
    throw new CannotStart(`${dir} holds ${foreign}, which is not data of this service: nothing was removed.`)
  for (const name of readdirSync(dir)) rmSync(join(dir, name), { recursive: true, force: true })
}

/** Opens each store once and lets SQLite look it through, which also takes up what a killed service left in its log. */
export const mustBeSound = (dir: string): void => {
  for (const name of STORES) {
    const path = join(dir, name)
    if (!existsSync(path)) continue
    try {
      const db = new DatabaseSync(path)
      try {
        const [found] = db.prepare('PRAGMA quick_check(1)').all() as { quick_check: string }[]
        if (found?.quick_check !== 'ok') throw new Error(found?.quick_check)
      } finally {
        db.close()
      }
    } catch {
      throw new CannotStart(
        `The data in ${dir} is damaged (${name}). Put a copy back, or start with --reset to begin anew.`,
      )
    }
  }
}

/** The sample world is whole from the moment this mark stands; a start that was cut short begins anew. */
export const worldMark = (dir: string) => {
  const file = join(dir, 'world')
  return { stands: () => existsSync(file), put: () => writeFileSync(file, '') }
}
