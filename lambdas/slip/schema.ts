import * as z from 'zod'
import { MemberId } from '../member/schema.ts'
import { Id } from '../runtime/shape.ts'

/** Whose slips: chosen people, a department with everything below, or all who have not yet signed in. */
export const SlipTarget = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('members'), ids: z.array(MemberId).min(1).max(500) }),
  z.strictObject({ kind: z.literal('department'), departmentId: Id('dep') }),
  z.strictObject({ kind: z.literal('everyone') }),
])
export const SlipIssue = z.strictObject({ target: SlipTarget, format: z.enum(['pdf', 'csv']) })
export type SlipTarget = z.output<typeof SlipTarget>
