import * as z from 'zod'
import { Line } from '../runtime/shape.ts'

export const MfaSecret = z.object({ secret: z.string(), uri: z.string() })
export const MfaCode = z.strictObject({ code: Line(40) })
export const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()) })
