import { settledAt } from '../assignment/closing.ts'
import { readEdition, readKey } from '../course/read.ts'
import { summaryOf } from '../enrollment/items.ts'
import { mine } from '../enrollment/mine.ts'
import type { Call, Operation } from '../runtime/call.ts'
import { Problem } from '../runtime/problem.ts'
import { dayOf } from '../runtime/tokyo.ts'
import { grade, unanswered } from './grade.ts'
import { type Attempt, submitted } from './items.ts'
import { ordered } from './order.ts'
import { closed, explain, lookingAgain } from './refusals.ts'
import { gradingKey, shownResult } from './shown.ts'
import { statusStep } from './status-step.ts'

const contentOf = (call: Call, edition: string, { revision }: Attempt) =>
  Promise.all([
    readEdition(call.tenancy.shared, edition, revision),
    readKey(call.tenancy.shared, edition, revision),
  ])

/**
 * Grades and closes the attempt in one transaction with its errand and audit row. A second submit of the same attempt
 * finds it closed and returns the stored result.
 */
export const submit: Operation<'attempt.submit'> = (call, input) =>
  lookingAgain(() => handedIn(call, input.edition, input.key))

const handedIn = async (call: Call, edition: string, key: string) => {
  const { learning, assignment } = await mine(call, edition, true)
  const one = learning.attempts.find(({ number }) => number === Number(key.slice(0, 4)))
  if (!one) throw new Problem('notFound')
  const [shown, answerKey] = await contentOf(call, edition, one)
  if (one.submittedAt) return shownResult(one, assignment, shown, answerKey)
  if (one.key !== key) throw explain(one)
  if (call.now >= settledAt(assignment)) throw closed()
  const questions = shown.questions.map(({ id }) => id)
  mustBeComplete(one, questions)
  const graded = grade(questions, one.answers, gradingKey(answerKey))
  const late = graded.allRight && dayOf(call.now) > assignment.dueOn
  const done = { ...one, ...graded, late, submittedAt: call.now }
  const summary = summaryOf([...learning.attempts.filter((each) => each.submittedAt), done])
  await call.commit(
    [
      submitted(one, graded, late, call.now),
      ...statusStep(call, learning, one.told, graded.allRight ? 'passed' : 'failed', summary),
    ],
    { subject: assignment.id, detail: { number: one.number, score: graded.score } },
  )
  return shownResult(done, assignment, shown, answerKey)
}

/** A submission with an unanswered question is refused with the list, in the order on the screen. */
const mustBeComplete = (one: Attempt, questions: readonly string[]) => {
  const open = new Set(unanswered(questions, one.answers))
  if (open.size === 0) return
  const order = ordered(
    questions.map((id) => ({ id, choices: [] })),
    one.seed,
  )
  const fields = order.flatMap(({ id }, at) => {
    const n = at + 1
    const words = { ja: `問${n}が未解答です。`, en: `Question ${n} is not answered.` }
    return open.has(id) ? [{ path: `answers.${id}`, ...words }] : []
  })
  throw new Problem('invalid', { fields })
}

export const result: Operation<'attempt.result'> = async (call, { edition }) => {
  const { learning, assignment } = await mine(call, edition)
  const last = learning.attempts.filter((one) => one.submittedAt).at(-1)
  if (!last) throw new Problem('notFound')
  const [shown, answerKey] = await contentOf(call, edition, last)
  return shownResult(last, assignment, shown, answerKey)
}
