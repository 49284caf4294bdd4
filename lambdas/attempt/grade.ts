import type { Choice, Graded } from './items.ts'

export interface Key {
  /** The right choice of each question. */
  readonly right: Readonly<Record<string, string>>
  /** 採点対象外: counts as right in every grading. */
  readonly excluded: readonly string[]
}

export const unanswered = (questions: readonly string[], answers: Readonly<Record<string, Choice>>) =>
  questions.filter((id) => !answers[id])

/** Ids of the questions answered wrongly. */
export const wrongOf = (questions: readonly string[], answers: Readonly<Record<string, Choice>>, key: Key) =>
  questions.filter((id) => !key.excluded.includes(id) && answers[id] !== key.right[id])

/** Score = floor(100 × right ÷ questions); only all right is 合格, so 99 is never a pass by rounding. */
export const grade = (
  questions: readonly string[],
  answers: Readonly<Record<string, Choice>>,
  key: Key,
): Graded => {
  const of = questions.length
  const right = of - wrongOf(questions, answers, key).length
  return { right, of, score: Math.floor((100 * right) / of), allRight: right === of }
}
