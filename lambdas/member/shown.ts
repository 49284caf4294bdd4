import type { Profile } from './items.ts'
import type { Member } from './schema.ts'

/** A person as the administrator sees them; `paths` gives the names of a department from the top. */
export const shown = (
  one: Profile,
  paths: ReadonlyMap<string, string[]>,
  more: { locked?: boolean } = {},
): Member => ({
  id: one.id as Member['id'],
  userId: one.userId,
  name: one.name,
  mail: one.mail,
  departmentId: one.departmentId as Member['departmentId'],
  department: (one.departmentId && paths.get(one.departmentId)) || [],
  category: one.category,
  state: one.state,
  roles: one.roles as Member['roles'],
  firstSignedInAt: one.firstSignedInAt,
  slipUntil: one.slipUntil,
  version: one.version,
  ...more,
})
