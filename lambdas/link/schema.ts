import * as z from 'zod'
import { Password } from '../session/schema.ts'

/** `<tenantId>.<secret>`: the tenant says where to look, the secret proves. */
export const LinkToken = z
  .string()
  .max(120)
  .regex(/^[0-9a-z]{26}\.[A-Za-z0-9_-]{43}$/)
export const LinkPurpose = z.enum(['setup', 'invitation', 'reset'])
export const LinkOpen = z.strictObject({ token: LinkToken })
export const LinkOpened = z.object({
  purpose: LinkPurpose,
  company: z.object({ name: z.string(), code: z.string() }),
  userId: z.string(),
  name: z.string().optional(),
  minLength: z.number(),
})
export const LinkUse = z.strictObject({ token: LinkToken, password: Password })
