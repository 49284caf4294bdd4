import type { Credentials } from '../../lambdas/runtime/aws.ts'

/** One throw-away company, as the checks use it. */
export interface Company {
  readonly id: string
  readonly code: string
  readonly poolId: string
  readonly clientId: string
  readonly userId: string
  readonly password: string
  readonly mailId: string
}

/** What the checks may use of a stage. */
export interface Around {
  readonly api: string
  readonly site: string
  readonly tables: { readonly app: string }
  readonly buckets: { readonly files: string }
  readonly dataKey: string
  readonly own: Company
  readonly other: Company
  /** A session of TenantRole's own policy, tagged with a tenant. */
  readonly session: (tenantId: string) => () => Promise<Credentials>
  /** State of the mail to the own company's administrator. */
  readonly mailState: () => Promise<string | undefined>
  readonly waitMs: number
}

/** One check: what is expected, and what was found that is not so (nothing: it holds). */
export interface Check {
  readonly name: string
  readonly expected: string
  readonly run: (around: Around) => Promise<string[]>
}

const DENIED = /AccessDenied|NotAuthorizedAction|Forbidden/

/** Names what a call that must be refused did instead. */
export const refused = async (what: string, call: () => Promise<unknown>): Promise<string[]> => {
  try {
    await call()
    return [`${what} was let through`]
  } catch (error) {
    const { name, message } = error as Error
    return DENIED.test(name) ? [] : [`${what} ended in ${name}: ${message}`]
  }
}

/** Names why a call that must be allowed was not; errors of the service about its content are no refusal. */
export const allowed = async (
  what: string,
  call: () => Promise<unknown>,
  fine: RegExp = /^$/,
): Promise<string[]> => {
  try {
    await call()
    return []
  } catch (error) {
    const { name, message } = error as Error
    return fine.test(name) ? [] : [`${what} ended in ${name}: ${message}`]
  }
}
