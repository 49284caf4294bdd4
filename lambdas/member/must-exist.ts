import { readDepartments } from '../department/items.ts'
import { Problem } from '../runtime/problem.ts'
import type { Table } from '../runtime/table.ts'
import { profileKey } from './items.ts'

const CALL = 100

/** 404 where one of the chosen is not there: nobody's id and another company's look alike from here. */
export const mustExist = async (
  table: Table,
  { members = [], departments = [] }: { members?: readonly string[]; departments?: readonly string[] },
) => {
  const wanted = [...new Set(members)]
  for (let at = 0; at < wanted.length; at += CALL) {
    const some = wanted.slice(at, at + CALL)
    const found = await table.many(some.map((id) => profileKey(table.prefix, id)))
    if (found.length < some.length) throw new Problem('notFound')
  }
  if (departments.length === 0) return
  const here = new Set((await readDepartments(table)).map(({ id }) => id))
  if (!departments.every((id) => here.has(id))) throw new Problem('notFound')
}
