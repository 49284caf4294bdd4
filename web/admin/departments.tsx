import { call } from '../kit/api.ts'
import { useLoad } from '../kit/load.tsx'
import { w } from './words.ts'

/** Departments as options, the path written out: a name alone may stand twice in a company. */
export const useDepartments = (): readonly (readonly [string, string])[] => {
  const loaded = useLoad(() => call('department.list', {}), 'departments')
  return (loaded.value?.departments ?? []).map(({ id, path }) => [id, path.join(' > ')] as const)
}
export const withAll = (options: readonly (readonly [string, string])[]) => [
  ['', w('allDepartments')] as const,
  ...options,
]
