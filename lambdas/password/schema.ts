import * as z from 'zod'
import { Line } from '../runtime/shape.ts'
import { Password } from '../session/schema.ts'

export const PasswordChange = z.strictObject({ current: Password, next: Password })
export const PasswordForget = z.strictObject({ company: Line(64), userId: Line(200) })
