import * as z from 'zod'
import { EditionId } from '../assignment/schema.ts'
import { LessonId } from '../lesson/schema.ts'
import { Instant } from '../runtime/shape.ts'

/** Held by the one screen that may write; another screen that takes over holds a new one. */
export const AttemptKey = z.string().regex(/^[A-Za-z0-9_-]{16}$/)
export const QuestionId = z.string().regex(/^[a-z0-9-]{1,40}$/)
export const ChoiceId = z.enum(['a', 'b', 'c', 'd'])

/** A question as the learner may see it: in this attempt's order, without the right choice or 解説. */
export const QuestionForLearner = z.object({
  id: QuestionId,
  text: z.string(),
  choices: z.array(z.object({ id: ChoiceId, text: z.string() })),
})
export const AttemptForLearner = z.object({
  state: z.literal('open'),
  key: AttemptKey,
  number: z.number().int(),
  title: z.string(),
  questions: z.array(QuestionForLearner),
  answers: z.record(QuestionId, ChoiceId),
  leaseUntil: Instant,
})
/** Open on another screen: it goes on here only when asked to (`takeOver`). */
export const AttemptElsewhere = z.object({
  state: z.literal('elsewhere'),
  answered: z.number().int(),
  of: z.number().int(),
})
/** `key` is the one this screen held before a reload. */
export const AttemptStart = z.strictObject({
  edition: EditionId,
  key: AttemptKey.optional(),
  takeOver: z.boolean().default(false),
})
export const AttemptStarted = z.discriminatedUnion('state', [AttemptForLearner, AttemptElsewhere])
export const AttemptSave = z.strictObject({
  edition: EditionId,
  key: AttemptKey,
  question: QuestionId,
  choice: ChoiceId,
})
export const AttemptSaved = z.object({ savedAt: Instant, leaseUntil: Instant })
export const AttemptRef = z.strictObject({ edition: EditionId, key: AttemptKey })
/** Own choice and 解説 of each wrong question, never the right choice. After 合格 `wrong` is empty. */
export const AttemptResult = z.object({
  edition: EditionId,
  title: z.string(),
  number: z.number().int(),
  passed: z.boolean(),
  score: z.number().int(),
  right: z.number().int(),
  of: z.number().int(),
  submittedAt: Instant,
  passedAt: Instant.optional(),
  late: z.boolean(),
  wrong: z.array(
    z.object({
      id: QuestionId,
      text: z.string(),
      choice: z.string(),
      explanation: z.string(),
      lesson: LessonId,
      lessonTitle: z.string(),
    }),
  ),
})
export type AttemptResult = z.output<typeof AttemptResult>
