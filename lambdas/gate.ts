import * as link from './link/operations.ts'
import * as mfa from './mfa/operations.ts'
import * as password from './password/operations.ts'
import { serve } from './runtime/serve.ts'
import * as session from './session/operations.ts'

/** Visitors and everybody's own sign-in, password and authenticator. */
export const handler = serve('gate', { link, mfa, password, session })
