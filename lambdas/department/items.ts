import { type Item, isNew, type Key, put, type Step } from '../runtime/step.ts'
import type { Table } from '../runtime/table.ts'

/** At most five levels (the roster's `>` paths too). */
export const MAX_LEVELS = 5
/** Key of people without a department: sorts after every department. */
export const NO_DEPARTMENT = '~.'

/** `key` is the path of numbers from the top (`0001.0004.`): what lies below begins with it. It never changes. */
export interface DepartmentItem {
  readonly id: string
  readonly name: string
  readonly parentId?: string
  readonly key: string
}

const pkOf = (prefix: string) => `${prefix}DEPT`
export const departmentKey = (prefix: string, id: string): Key => ({ pk: pkOf(prefix), sk: `DEP#${id}` })
/** Siblings have different names. */
const nameKey = (prefix: string, parentId: string | undefined, name: string): Key => ({
  pk: pkOf(prefix),
  sk: `NAME#${parentId ?? 'top'}#${name}`,
})

export const isBelow = (key: string, ancestor: string) => key.startsWith(ancestor)

/** The whole tree, top down in the order of making: one partition, read whole (a company has hundreds, not millions). */
export const readDepartments = async (table: Table): Promise<(Item & DepartmentItem)[]> => {
  const found: Item[] = []
  let cursor: string | undefined
  do {
    const page = await table.list({ pk: pkOf(table.prefix), begins: 'DEP#', cursor })
    found.push(...page.items)
    cursor = page.cursor
  } while (cursor)
  return (found as (Item & DepartmentItem)[]).sort((a, b) => (a.key < b.key ? -1 : 1))
}

/** Names from the top, by id. */
export const pathsOf = (departments: readonly DepartmentItem[]): Map<string, string[]> => {
  const paths = new Map<string, string[]>()
  for (const one of [...departments].sort((a, b) => a.key.length - b.key.length))
    paths.set(one.id, [...(one.parentId ? (paths.get(one.parentId) ?? []) : []), one.name])
  return paths
}

/** Names from the top, by key: what stands in a record frozen at 合格. */
export const pathsByKey = (departments: readonly DepartmentItem[]): Map<string, string[]> => {
  const paths = pathsOf(departments)
  return new Map(departments.map(({ id, key }) => [key, paths.get(id) ?? []]))
}

/** The next number for a department's key: taken once, a gap does no harm. */
export const nextNumber = async (table: Table): Promise<string> => {
  const { n } = await table.change({ pk: pkOf(table.prefix), sk: 'SEQ' }, { add: { n: 1 } })
  return String(n).padStart(4, '0')
}

export const newDepartment = (prefix: string, department: DepartmentItem): Step[] => [
  put({ ...departmentKey(prefix, department.id), ...department }, isNew),
  put({ ...nameKey(prefix, department.parentId, department.name), id: department.id }, isNew),
]

export const renamedDepartment = (prefix: string, before: DepartmentItem, name: string): Step[] => [
  { ...put({ ...departmentKey(prefix, before.id), ...before, name }), when: [['name', '=', before.name]] },
  { kind: 'remove', key: nameKey(prefix, before.parentId, before.name) },
  put({ ...nameKey(prefix, before.parentId, name), id: before.id }, isNew),
]
