import * as z from 'zod'
import { Id, Line } from '../runtime/shape.ts'

export const DepartmentId = Id('dep')
/** `path` holds the names from the top, `members` those who are 利用中 right here (without the departments below), `newcomers` those of them who have never signed in. */
export const Department = z.object({
  id: DepartmentId,
  name: z.string(),
  parentId: DepartmentId.optional(),
  path: z.array(z.string()),
  members: z.number().int(),
  newcomers: z.number().int(),
})
/** `>` parts the levels of a path in files and cannot stand in a name. */
export const DepartmentName = Line(60).refine((name) => !/[>＞]/.test(name) && name.trim() === name, {
  error: 'department',
})
export const DepartmentPage = z.object({ departments: z.array(Department) })
export const DepartmentCreate = z.strictObject({ name: DepartmentName, parentId: DepartmentId.optional() })
export const DepartmentChange = z.strictObject({ id: DepartmentId, name: DepartmentName })
export type Department = z.output<typeof Department>
