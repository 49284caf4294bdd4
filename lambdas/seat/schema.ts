import * as z from 'zod'

export const Seats = z.object({ limit: z.number().int(), used: z.number().int() })
