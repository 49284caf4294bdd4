import { type DepartmentItem, pathsOf, readDepartments } from '../department/items.ts'
import { folded, type Profile, profileOf, rosterPartitions } from '../member/items.ts'
import type { Table } from '../runtime/table.ts'
import { each } from '../runtime/walk.ts'
import type { Known } from './judge.ts'

export const pathNames = (departments: readonly DepartmentItem[]) =>
  new Map([...pathsOf(departments)].map(([id, path]) => [id, path.join(' > ')]))

/** The roster as the judge needs it, read once whole: some 300 bytes a person. */
export const readKnown = async (
  table: Table,
  shards: number,
  asWritten: Known['asWritten'],
): Promise<{ known: Known; learners: number; missing(seen: ReadonlySet<string>): Profile[] }> => {
  const names = pathNames(await readDepartments(table))
  const ids = new Map([...names].map(([id, path]) => [path, id]))
  const people = new Map<string, Profile>()
  const same = new Map<string, Profile>()
  const pathOf = (one: Profile) => (one.departmentId && names.get(one.departmentId)) || ''
  const key = (name: string, department: string) => `${folded(name)}\n${department}`
  for await (const page of each(table, rosterPartitions(table.prefix, shards), { index: 'list' }))
    for (const item of page) {
      const one = profileOf(item)
      people.set(one.normal, one)
      if (one.name && one.state !== 'ended') same.set(key(one.name, pathOf(one)), one)
    }
  return {
    learners: [...people.values()].filter(({ roles }) => !roles.includes('administrator')).length,
    missing: (seen) => [...people.values()].filter((one) => one.state !== 'ended' && !seen.has(one.normal)),
    known: {
      asWritten,
      byNormal: (normal) => people.get(normal),
      bySame: (name, department) => same.get(key(name, department)),
      pathOf,
      departmentId: (path) => ids.get(path),
    },
  }
}
