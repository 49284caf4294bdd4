import * as z from 'zod'
import { Instant } from '../runtime/shape.ts'

/** 26 characters of Crockford's base 32 in lower case (ULID); the first is at most 7. */
export const TenantId = z
  .string()
  .regex(/^[0-7][0-9a-hjkmnp-tv-z]{25}$/)
  .brand<'TenantId'>()
export type TenantId = z.output<typeof TenantId>
export const TenantState = z.enum([
  'preparing',
  'active',
  'suspended',
  'cancelling',
  'readOnly',
  'erasing',
  'erased',
])
export const TenantForOperator = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  state: TenantState,
  createdAt: Instant,
})
export const TenantPage = z.object({ tenants: z.array(TenantForOperator) })
