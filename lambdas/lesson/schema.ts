import * as z from 'zod'
import { EditionId } from '../assignment/schema.ts'
import { Block } from '../course/schema.ts'

export const LessonId = z.string().regex(/^[a-z0-9-]{1,40}$/)
export const LessonRef = z.strictObject({ edition: EditionId, lesson: LessonId })
/** The company's own words for the slots; an empty slot shows the lesson's general sentence. */
export const Slots = z.object({
  companyName: z.string().optional(),
  privacyPolicy: z.string().optional(),
  securityPolicy: z.string().optional(),
  privacyOfficer: z.string().optional(),
  securityOfficer: z.string().optional(),
  incidentContact: z.string().optional(),
})
export const LessonForLearner = z.object({
  id: LessonId,
  title: z.string(),
  minutes: z.number(),
  position: z.number().int(),
  of: z.number().int(),
  read: z.boolean(),
  previous: LessonId.optional(),
  next: LessonId.optional(),
  blocks: z.array(Block),
  slots: Slots,
})
export const LessonFinished = z.object({
  read: z.array(LessonId),
  testOpen: z.boolean(),
  next: LessonId.optional(),
})
export type Slots = z.output<typeof Slots>
