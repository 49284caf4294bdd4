import * as attempt from '../attempt/schema.ts'
import * as enrollment from '../enrollment/schema.ts'
import * as lesson from '../lesson/schema.ts'
import type { Line } from '../runtime/line.ts'
import { Nothing } from '../runtime/shape.ts'
import { audit, get, idempotent, post } from './marks.ts'

const GET = { door: 'learner', may: 'learner', ...get } as const
const POST = { door: 'learner', may: 'learner', ...post } as const

/** 受講者: what is assigned to oneself. */
export const learner = {
  'enrollment.list': { ...GET, input: Nothing, output: enrollment.Home },
  'enrollment.get': { ...GET, input: enrollment.EnrollmentRef, output: enrollment.Outline },
  'lesson.open': { ...POST, input: lesson.LessonRef, output: lesson.LessonForLearner, idempotent },
  'lesson.finish': { ...POST, input: lesson.LessonRef, output: lesson.LessonFinished, idempotent },
  'attempt.start': { ...POST, input: attempt.AttemptStart, output: attempt.AttemptStarted, audit },
  'attempt.save': { ...POST, input: attempt.AttemptSave, output: attempt.AttemptSaved, idempotent },
  'attempt.beat': { ...POST, input: attempt.AttemptRef, output: attempt.AttemptSaved, idempotent },
  'attempt.pause': { ...POST, input: attempt.AttemptRef, output: Nothing, idempotent },
  'attempt.submit': { ...POST, input: attempt.AttemptRef, output: attempt.AttemptResult, audit, idempotent },
  'attempt.result': { ...GET, input: enrollment.EnrollmentRef, output: attempt.AttemptResult },
} as const satisfies Record<`${string}.${string}`, Line>
