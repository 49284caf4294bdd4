import type * as z from 'zod'

export type Door = 'gate' | 'learner' | 'admin' | 'operator'

/**
 * Who may: anyone (not signed in), person (any session, even before the second factor), account (any session with all the
 * factors that its roles demand), or a role with all its factors.
 */
export type May = 'anyone' | 'person' | 'account' | 'learner' | 'administrator' | 'operator'

/** One line of the register. */
export interface Line {
  readonly door: Door
  readonly may: May
  readonly method: 'GET' | 'POST'
  readonly effect: 'read' | 'write'
  readonly input: z.ZodType
  readonly output: z.ZodType
  readonly audit?: boolean
  readonly idempotent?: boolean
  readonly evenSuspended?: boolean
}
