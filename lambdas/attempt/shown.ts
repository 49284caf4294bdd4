import type { AssignmentItem } from '../assignment/items.ts'
import type { AnswerKey, EditionForLearner } from '../course/schema.ts'
import { wrongOf } from './grade.ts'
import type { Attempt } from './items.ts'
import { ordered } from './order.ts'
import type { AttemptResult } from './schema.ts'

/** The open attempt on its screen: questions and choices in this attempt's order. */
export const shownOpen = (one: Attempt, edition: EditionForLearner) => ({
  state: 'open' as const,
  key: one.key,
  number: one.number,
  title: edition.title,
  questions: ordered(edition.questions, one.seed),
  answers: { ...one.answers },
  leaseUntil: one.leaseUntil,
})

export const gradingKey = (key: AnswerKey) => ({
  right: Object.fromEntries(Object.entries(key.questions).map(([id, { right }]) => [id, right])),
  excluded: key.excluded ?? [],
})

/** The result of a handed-in attempt: own choice and 解説 of each wrong question, never the right choice. */
export const shownResult = (
  one: Attempt,
  assignment: AssignmentItem,
  edition: EditionForLearner,
  key: AnswerKey,
): AttemptResult => {
  const questions = ordered(edition.questions, one.seed)
  const wrong = one.allRight
    ? []
    : wrongOf(
        questions.map(({ id }) => id),
        one.answers,
        gradingKey(key),
      )
  const lessons = new Map(edition.lessons.map(({ id, title }) => [id, title]))
  return {
    edition: assignment.edition,
    title: assignment.title,
    number: one.number,
    passed: one.allRight === true,
    score: one.score ?? 0,
    right: one.right ?? 0,
    of: one.of ?? questions.length,
    submittedAt: one.submittedAt ?? one.lastAt,
    ...(one.allRight && one.submittedAt ? { passedAt: one.submittedAt } : {}),
    late: one.late === true,
    wrong: questions
      .filter(({ id }) => wrong.includes(id))
      .map(({ id, text, choices }) => {
        const facts = key.questions[id]
        return {
          id,
          text,
          choice: choices.find((choice) => choice.id === one.answers[id])?.text ?? '',
          explanation: facts?.explanation ?? '',
          lesson: facts?.lesson ?? '',
          lessonTitle: lessons.get(facts?.lesson ?? '') ?? '',
        }
      }),
  }
}
