import type { Json, Resource } from '../../lib/controls/resource.ts'

interface Loose {
  [name: string]: Loose | string | number | boolean | undefined
}

/** Puts a value at `A.B.0.C` of a copy; `undefined` takes it away. Throws where the way does not exist: a specimen must bite. */
const change = (properties: Json, path: string, value: unknown): Json => {
  const copy = structuredClone(properties) as Loose
  const names = path.split('.')
  const last = names.pop() as string
  let here: Loose = copy
  for (const name of names) {
    const next = here[name]
    if (typeof next !== 'object') throw new Error(`a specimen changes ${path}, which does not exist`)
    here = next
  }
  if (value === undefined) delete here[last]
  else here[last] = value as string
  return copy as Json
}

/** All resources, with one property of each of a type (or of one logical id) changed. */
export const withChange = (
  all: readonly Resource[],
  which: string,
  path: string,
  value: unknown,
): Resource[] => {
  let hits = 0
  const changed = all.map((one) => {
    if (one.type !== which && one.id !== which) return one
    hits += 1
    return { ...one, properties: change(one.properties, path, value) }
  })
  if (hits === 0) throw new Error(`a specimen changes ${which}, which does not exist`)
  return changed
}

/** All resources, and one more. */
export const withMore = (
  all: readonly Resource[],
  type: string,
  properties: Json = {},
  more: Partial<Resource> = {},
): Resource[] => [
  ...all,
  { stack: 'specimen', region: 'ap-northeast-1', id: 'Specimen', type, properties, ...more },
]

/** All resources, with something about those of a type itself changed (its Region, what becomes of it). */
export const withFate = (all: readonly Resource[], type: string, fate: Partial<Resource>): Resource[] =>
  all.map((one) => (one.type === type ? { ...one, ...fate } : one))
