import { call, type Output } from '../kit/api.ts'
import { useLoad } from '../kit/load.tsx'
import { w } from './words.ts'

export type Department = Output<'department.list'>['departments'][number]
export const pathName = ({ path }: { path: readonly string[] }) => path.join(' > ')

/** Departments as options, the path written out: a name alone may stand twice in a company. */
export const useDepartments = (): readonly (readonly [string, string])[] => {
  const loaded = useLoad(() => call('department.list', {}), 'departments')
  return (loaded.value?.departments ?? []).map((one) => [one.id, pathName(one)] as const)
}
export const withAll = (options: readonly (readonly [string, string])[]) => [
  ['', w('allDepartments')] as const,
  ...options,
]

/** A figure of a department with everything below it. */
export const below = (all: readonly Department[], top: Department, of: (one: Department) => number): number =>
  all
    .filter(({ path }) => top.path.every((name, at) => path[at] === name))
    .reduce((sum, one) => sum + of(one), 0)
