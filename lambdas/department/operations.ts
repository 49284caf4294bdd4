import type { Call, Operation } from '../runtime/call.ts'
import { Problem } from '../runtime/problem.ts'
import { refusedAs } from '../runtime/refused-as.ts'
import { readTallies } from '../tally/items.ts'
import {
  type DepartmentItem,
  MAX_LEVELS,
  newDepartment,
  nextNumber,
  pathsOf,
  readDepartments,
  renamedDepartment,
} from './items.ts'

const shown = (one: DepartmentItem, path: string[], people = { members: 0, newcomers: 0 }) => ({
  id: one.id as `dep_${string}`,
  name: one.name,
  ...(one.parentId ? { parentId: one.parentId as `dep_${string}` } : {}),
  path,
  ...people,
})

/** The tree, and by key who is in each department now. */
const peopled = async (call: Call) => {
  const [departments, tallies] = await Promise.all([
    readDepartments(call.table),
    readTallies(call.table, 'ROST'),
  ])
  const people = new Map(
    tallies.map(({ group, of }) => [group, { members: of('active'), newcomers: of('neverSignedIn') }]),
  )
  return { departments, people }
}

export const list: Operation<'department.list'> = async (call) => {
  const { departments, people } = await peopled(call)
  const paths = pathsOf(departments)
  return {
    departments: departments.map((one) => shown(one, paths.get(one.id) ?? [one.name], people.get(one.key))),
  }
}

const SAME_NAME = {
  path: 'name',
  ja: '同じ階層に同じ名前の部署があります。別の名前にしてください。',
  en: 'A department of this name exists at this level.',
}

export const create: Operation<'department.create'> = async (call, { name, parentId }) => {
  const departments = await readDepartments(call.table)
  const parent = departments.find((one) => one.id === parentId)
  if (parentId && !parent) throw new Problem('notFound')
  const path = [...(parent ? (pathsOf(departments).get(parent.id) ?? []) : []), name]
  if (path.length > MAX_LEVELS)
    throw new Problem('invalid', {
      fields: [{ path: 'parentId', ja: '部署は5階層までです。', en: 'Departments go five levels deep.' }],
    })
  const key = `${parent?.key ?? ''}${await nextNumber(call.table)}.`
  const department = { id: call.newId('dep'), name, key, ...(parentId ? { parentId } : {}) }
  await refusedAs({ 1: { kind: 'taken', field: SAME_NAME } }, () =>
    call.commit(newDepartment(call.tenancy.prefix, department), { subject: department.id }),
  )
  return shown(department, path)
}

const changeDepartment: Operation<'department.change'> = async (call, { id, name }) => {
  const { departments, people } = await peopled(call)
  const before = departments.find((one) => one.id === id)
  if (!before) throw new Problem('notFound')
  const after = { ...before, name }
  const path = pathsOf(departments.map((one) => (one.id === id ? after : one))).get(id) ?? [name]
  if (name !== before.name)
    await refusedAs({ 2: { kind: 'taken', field: SAME_NAME } }, () =>
      call.commit(renamedDepartment(call.tenancy.prefix, before, name), { subject: id }),
    )
  return shown(after, path, people.get(before.key))
}

export { changeDepartment as change }
