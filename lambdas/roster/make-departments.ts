import {
  type DepartmentItem,
  newDepartment,
  nextNumber,
  pathsOf,
  readDepartments,
} from '../department/items.ts'
import { Refused } from '../runtime/step.ts'
import type { Table } from '../runtime/table.ts'

/** The tree by path text, with whatever `wanted` lacks made, level by level. */
export const makeDepartments = async (
  table: Table,
  wanted: Iterable<string>,
  newId: (prefix: 'dep') => string,
): Promise<Map<string, DepartmentItem>> => {
  const departments: DepartmentItem[] = await readDepartments(table)
  const byPath = new Map(
    [...pathsOf(departments)].map(([id, path]) => [
      path.join(' > '),
      departments.find((one) => one.id === id) as DepartmentItem,
    ]),
  )
  for (const path of wanted) {
    let parent: DepartmentItem | undefined
    const names = path.split(' > ')
    for (const [at, name] of names.entries()) {
      const here = names.slice(0, at + 1).join(' > ')
      const found: DepartmentItem | undefined = byPath.get(here)
      if (found) {
        parent = found
        continue
      }
      const made: DepartmentItem = {
        id: newId('dep'),
        name,
        key: `${parent?.key ?? ''}${await nextNumber(table)}.`,
        ...(parent ? { parentId: parent.id } : {}),
      }
      try {
        await table.together(newDepartment(table.prefix, made))
      } catch (error) {
        // Somebody made it meanwhile: read the tree again and go on with theirs.
        if (error instanceof Refused) return makeDepartments(table, wanted, newId)
        throw error
      }
      byPath.set(here, made)
      parent = made
    }
  }
  return byPath
}
