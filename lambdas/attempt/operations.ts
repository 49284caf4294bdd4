import type { AssignmentItem } from '../assignment/items.ts'
import { readCatalogue, readEdition, readKey } from '../course/read.ts'
import {
  type Learning,
  type Summary,
  statusErrand,
  statusOf,
  summaryOf,
  toldStatus,
} from '../enrollment/items.ts'
import { mine } from '../enrollment/operations.ts'
import { isInterrupted, openAttempt } from '../enrollment/status-at.ts'
import { errand } from '../outbox/items.ts'
import type { Call, Operation } from '../runtime/call.ts'
import { plusMs } from '../runtime/clock.ts'
import { Problem } from '../runtime/problem.ts'
import { refusedAs } from '../runtime/refused-as.ts'
import { type Item, Refused, type Step } from '../runtime/step.ts'
import { addDays, dayOf } from '../runtime/tokyo.ts'
import { grade, unanswered } from './grade.ts'
import {
  type Attempt,
  attemptKey,
  attemptOf,
  continued,
  held,
  LEASE_MS,
  opened,
  pausedStep,
  submitted,
} from './items.ts'
import { ordered } from './order.ts'
import { gradingKey, shownOpen, shownResult } from './shown.ts'

/** An attempt open at 受付終了日 may be finished for 7 more days. */
const GRACE_DAYS = 7
const lastDay = (assignment: AssignmentItem) => addDays(assignment.closesOn, GRACE_DAYS)

const refuse = (ja: string, en: string): never => {
  throw new Problem('notNow', { words: { ja, en } })
}

const statusStep = (
  call: Call,
  { enrollment }: Learning,
  from: Attempt['told'],
  to: Attempt['told'],
  summary?: Summary,
): Step[] =>
  from === to
    ? []
    : [errand(call.tenancy.prefix, call.newId('out'), call.now, statusErrand(enrollment, from, to, summary))]

const mayStart = (
  learning: Learning,
  assignment: AssignmentItem,
  lessons: readonly { id: string }[],
  now: string,
) => {
  const { enrollment } = learning
  if (statusOf(learning, now) === 'passed')
    refuse(
      '合格済みです。教材と結果はいつでも見直せます。',
      'You have already passed. You may review at any time.',
    )
  const unread = lessons.filter(({ id }) => enrollment.read[id] === undefined).length
  if (unread > 0)
    refuse(
      `教材をすべて読み終えると、テストを始められます（あと${unread}つ）。`,
      `Finish all lessons first (${unread} left).`,
    )
  if (dayOf(now) > assignment.closesOn)
    refuse(
      '受付は終了しました。会社の管理者にお問い合わせください。',
      'This course has closed. Please ask your administrator.',
    )
}

/** Opens the next attempt, or goes on with the open one: there is never a second. */
export const start: Operation<'attempt.start'> = async (call, input) => {
  const { learning, assignment } = await mine(call, input.edition, true)
  const edition = await readEdition(call.tenancy.shared, input.edition, assignment.revision)
  const open = openAttempt(learning.attempts)
  if (open) return resumed(call, learning, assignment, open, input)
  mayStart(learning, assignment, edition.lessons, call.now)
  const { item, step } = opened(
    call.tenancy.prefix,
    call.owner,
    input.edition,
    learning.attempts.length + 1,
    assignment.revision,
    call.now,
  )
  try {
    await call.commit([step, ...statusStep(call, learning, toldStatus(learning), 'inProgress')], {
      subject: assignment.id,
      detail: { number: item.number },
    })
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return { state: 'elsewhere', answered: 0, of: edition.questions.length }
  }
  return shownOpen(item, edition)
}

const resumed = async (
  call: Call,
  learning: Learning,
  assignment: AssignmentItem,
  open: Item & Attempt,
  input: { key?: string | undefined; takeOver: boolean },
) => {
  const edition = await readEdition(call.tenancy.shared, assignment.edition, open.revision)
  if (dayOf(call.now) > lastDay(assignment))
    refuse('受付は終了しました。会社の管理者にお問い合わせください。', 'This course has closed.')
  const same = input.key === open.key
  const elsewhere = {
    state: 'elsewhere' as const,
    answered: Object.keys(open.answers).length,
    of: edition.questions.length,
  }
  if (!same && !input.takeOver && !isInterrupted(open, call.now)) return elsewhere
  try {
    const steps = [continued(open, call.now, !same), ...statusStep(call, learning, open.told, 'inProgress')]
    await call.commit(steps, { subject: assignment.id, detail: { number: open.number, takenOver: !same } })
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return elsewhere
  }
  const now = await call.table.get(open, { consistent: true })
  return shownOpen(now ? attemptOf(now) : open, edition)
}

/** What to tell a screen whose write was refused, by what stands there. */
const explain = (
  one: Attempt | undefined,
  otherwise: 'changed' | 'continuedElsewhere' = 'continuedElsewhere',
): Problem =>
  one?.submittedAt
    ? new Problem('notNow', {
        words: {
          ja: 'このテストは提出済みです。結果の画面をご覧ください。',
          en: 'This test has been handed in. See its result.',
        },
      })
    : new Problem(one ? 'continuedElsewhere' : otherwise)

/** Writes to the open attempt under its key: one write where the lease stands, a fuller one after a rest. */
const write = async (call: Call, edition: string, key: string, set: Record<string, unknown>) => {
  const leaseUntil = plusMs(call.now, LEASE_MS)
  try {
    await call.table.change(
      attemptKey(call.owner, edition, key),
      { set: { ...set, leaseUntil, lastAt: call.now } },
      held(key),
    )
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const open = error.item ? attemptOf(error.item) : undefined
    if (!open || open.submittedAt || open.key !== key) throw explain(open)
    const { learning } = await mine(call, edition, true)
    const back = continued(open, call.now, false)
    await call.table.together([
      { ...back, set: { ...back.set, ...set } },
      ...statusStep(call, learning, open.told, 'inProgress'),
    ])
  }
  return { savedAt: call.now, leaseUntil }
}

/** Revisions correct texts and keep ids, so the newest revision knows the questions of an older attempt. */
const mustBeAsked = async (call: Call, edition: string, question: string) => {
  const listed = (await readCatalogue(call.tenancy.shared)).editions.find(({ id }) => id === edition)
  const questions = listed ? (await readEdition(call.tenancy.shared, edition, listed.revision)).questions : []
  if (!questions.some(({ id }) => id === question)) throw new Problem('notFound')
}

export const save: Operation<'attempt.save'> = async (call, { edition, key, question, choice }) => {
  await mustBeAsked(call, edition, question)
  return write(call, edition, key, { [`answers.${question}`]: choice })
}

export const beat: Operation<'attempt.beat'> = (call, { edition, key }) => write(call, edition, key, {})

/** 「中断して保存」 ends the lease at once. */
export const pause: Operation<'attempt.pause'> = async (call, { edition, key }) => {
  const { learning } = await mine(call, edition, true)
  const open = openAttempt(learning.attempts)
  if (!open || open.key !== key) throw explain(open ?? learning.attempts.at(-1))
  if (open.paused) return {}
  await refusedAs({}, () =>
    call.table.together([
      pausedStep(open, call.now),
      ...statusStep(call, learning, open.told, 'interrupted'),
    ]),
  )
  return {}
}

/**
 * Grades and closes the attempt in one transaction with its errand and audit row. A second submit of the same attempt
 * finds it closed and returns the stored result.
 */
export const submit: Operation<'attempt.submit'> = async (call, { edition, key }) => {
  const { learning, assignment } = await mine(call, edition, true)
  const one = learning.attempts.find(({ number }) => number === Number(key.slice(0, 4)))
  if (!one) throw new Problem('notFound')
  const [questions, answerKey] = await Promise.all([
    readEdition(call.tenancy.shared, edition, one.revision),
    readKey(call.tenancy.shared, edition, one.revision),
  ])
  if (one.submittedAt) return shownResult(one, assignment, questions, answerKey)
  if (one.key !== key) throw explain(one)
  mustBeComplete(
    one,
    questions.questions.map(({ id }) => id),
    one.seed,
  )
  const graded = grade(
    questions.questions.map(({ id }) => id),
    one.answers,
    gradingKey(answerKey),
  )
  const late = graded.allRight && dayOf(call.now) > assignment.dueOn
  const closed = { ...one, ...graded, late, submittedAt: call.now }
  const summary = summaryOf([...learning.attempts.filter((each) => each.submittedAt), closed])
  const steps = [
    submitted(one, graded, late, call.now),
    ...statusStep(call, learning, one.told, graded.allRight ? 'passed' : 'failed', summary),
  ]
  try {
    await call.commit(steps, { subject: assignment.id, detail: { number: one.number, score: graded.score } })
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const stored = error.item ? attemptOf(error.item) : undefined
    if (stored?.submittedAt) return shownResult(stored, assignment, questions, answerKey)
    throw stored ? explain(stored.key === key ? undefined : stored, 'changed') : error
  }
  return shownResult(closed, assignment, questions, answerKey)
}

/** A submission with an unanswered question is refused with the list, in the order on the screen. */
const mustBeComplete = (one: Attempt, questions: readonly string[], seed: number) => {
  const open = new Set(unanswered(questions, one.answers))
  if (open.size === 0) return
  const order = ordered(
    questions.map((id) => ({ id, choices: [] })),
    seed,
  )
  const fields = order.flatMap(({ id }, at) =>
    open.has(id)
      ? [
          {
            path: `answers.${id}`,
            ja: `問${at + 1}が未解答です。`,
            en: `Question ${at + 1} is not answered.`,
          },
        ]
      : [],
  )
  throw new Problem('invalid', { fields })
}

export const result: Operation<'attempt.result'> = async (call, { edition }) => {
  const { learning, assignment } = await mine(call, edition)
  const last = learning.attempts.filter((one) => one.submittedAt).at(-1)
  if (!last) throw new Problem('notFound')
  const [questions, answerKey] = await Promise.all([
    readEdition(call.tenancy.shared, edition, last.revision),
    readKey(call.tenancy.shared, edition, last.revision),
  ])
  return shownResult(last, assignment, questions, answerKey)
}
