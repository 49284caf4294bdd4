import * as z from 'zod'
import { EditionId, LearningStatus } from '../assignment/schema.ts'
import { Day, Instant } from '../runtime/shape.ts'

/** A card of 「やること」: `daysLeft` is negative once 受講期限 has passed. */
export const Card = z.object({
  edition: EditionId,
  title: z.string(),
  fiscalYear: z.number().int(),
  status: LearningStatus,
  minutes: z.number(),
  startsOn: Day,
  dueOn: Day,
  closesOn: Day,
  daysLeft: z.number().int(),
  overdue: z.boolean(),
  late: z.boolean(),
  closed: z.boolean(),
  passedAt: Instant.optional(),
  exempt: z.boolean(),
})
/** Home in one call: who, what to do (most urgent first), what is done. */
export const Home = z.object({
  company: z.string(),
  name: z.string().optional(),
  todo: z.array(Card),
  done: z.array(Card),
})
export const EnrollmentRef = z.strictObject({ edition: EditionId })
export const Outline = z.object({
  card: Card,
  lessons: z.array(z.object({ id: z.string(), title: z.string(), minutes: z.number(), read: z.boolean() })),
  questions: z.number().int(),
  testOpen: z.boolean(),
  attemptOpen: z.boolean(),
  tries: z.number().int(),
})
export type Card = z.output<typeof Card>
