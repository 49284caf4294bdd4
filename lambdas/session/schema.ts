import * as z from 'zod'
import { Instant, Line } from '../runtime/shape.ts'

export const Role = z.enum(['learner', 'manager', 'administrator', 'operator'])
export const Factor = z.enum(['password', 'totp', 'recovery'])

/** Password as typed; length and quality are judged by `password/quality.ts`, never trimmed (ASVS 6.2.8). */
export const Password = z
  .string()
  .min(1)
  .max(256)
  .refine((text) => text.isWellFormed(), { error: 'text' })
export const Ticket = z
  .string()
  .min(20)
  .max(200)
  .regex(/^[A-Za-z0-9._-]+$/)

export const Who = z.object({
  company: z.object({ name: z.string(), code: z.string() }).optional(),
  name: z.string().optional(),
  userId: z.string(),
  roles: z.array(Role),
  factors: z.array(Factor),
  mustEnrol: z.boolean(),
  suspended: z.boolean(),
  endsAt: Instant,
  refreshAt: Instant,
  idleMinutes: z.number(),
  now: Instant,
})

export const SessionStart = z.strictObject({
  company: Line(64).optional(),
  userId: Line(200),
  password: Password,
})

/** What comes next for the person who signs in. */
export const SessionStep = z.discriminatedUnion('next', [
  z.object({ next: z.literal('home'), who: Who }),
  z.object({ next: z.literal('enrol'), who: Who }),
  z.object({ next: z.literal('totp'), ticket: Ticket }),
  z.object({ next: z.literal('password'), ticket: Ticket, minLength: z.number() }),
])

/** A recovery code needs the password once more, for it stands in for the authenticator at this one sign-in. */
export const SessionFactor = z.strictObject({ ticket: Ticket, code: Line(40), password: Password.optional() })
export const SessionPassword = z.strictObject({ ticket: Ticket, password: Password })
export const SessionEnd = z.strictObject({ everywhere: z.boolean().default(false) })
