import * as z from 'zod'
import { Password } from '../session/schema.ts'

/** `<company code>.<secret>`: the code says where to look, the secret proves. */
export const LinkToken = z.string().regex(/^[a-z][a-z0-9-]{3,19}\.[A-Za-z0-9_-]{43}$/)
export const LinkPurpose = z.enum(['setup', 'invitation', 'reset'])
export const LinkOpen = z.strictObject({ token: LinkToken })
export const LinkOpened = z.object({
  purpose: LinkPurpose,
  /** Absent where the link is an operator's. */
  company: z.object({ name: z.string(), code: z.string() }).optional(),
  userId: z.string(),
  name: z.string().optional(),
  minLength: z.number(),
})
export const LinkUse = z.strictObject({ token: LinkToken, password: Password })
