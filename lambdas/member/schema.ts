import * as z from 'zod'
import { Cursor, Id, Instant, Line } from '../runtime/shape.ts'

export const MemberId = Id('mem')
export const MemberState = z.enum(['active', 'onLeave', 'ended'])
export const MemberRole = z.enum(['learner', 'manager', 'administrator'])

/** As the company's administrator sees a person. */
export const Member = z.object({
  id: MemberId,
  userId: z.string(),
  name: z.string().optional(),
  mail: z.string().optional(),
  departmentId: Id('dep').optional(),
  department: z.array(z.string()),
  category: z.string().optional(),
  state: MemberState,
  roles: z.array(MemberRole),
  firstSignedInAt: Instant.optional(),
  slipUntil: Instant.optional(),
  locked: z.boolean().optional(),
  version: z.number().int(),
})

/** The user ID as it may be typed; the exact rule and its normal form are in `roster/user-id.ts`. */
export const UserId = Line(64)
const Mail = z.email().max(254)

export const MemberList = z.strictObject({
  state: MemberState.optional(),
  departmentId: Id('dep').optional(),
  neverSignedIn: z.boolean().optional(),
  query: Line(64).optional(),
  cursor: Cursor.optional(),
})
export const MemberPage = z.object({
  members: z.array(Member),
  cursor: Cursor.optional(),
  counts: z.object({ active: z.number(), onLeave: z.number(), ended: z.number(), neverSignedIn: z.number() }),
})
export const MemberRef = z.strictObject({ id: MemberId })
export const MemberCreate = z.strictObject({
  userId: UserId,
  name: Line(100).optional(),
  mail: Mail.optional(),
  departmentId: Id('dep').optional(),
  category: Line(40).optional(),
})
/** `null` clears a field, absence leaves it. */
export const MemberChange = z.strictObject({
  id: MemberId,
  version: z.number().int().min(1),
  userId: UserId.optional(),
  name: Line(100).nullable().optional(),
  mail: Mail.nullable().optional(),
  departmentId: Id('dep').nullable().optional(),
  category: Line(40).nullable().optional(),
})
export const MemberInvited = z.object({ sentTo: z.string() })
export type Member = z.output<typeof Member>
export type MemberState = z.output<typeof MemberState>
