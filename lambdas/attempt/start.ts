import { settledAt } from '../assignment/closing.ts'
import type { AssignmentItem } from '../assignment/items.ts'
import { readEdition } from '../course/read.ts'
import { type Learning, statusOf, toldStatus, unmoved } from '../enrollment/items.ts'
import { mine } from '../enrollment/mine.ts'
import { isInterrupted, openAttempt } from '../enrollment/status-at.ts'
import type { Call, Operation } from '../runtime/call.ts'
import type { Item } from '../runtime/step.ts'
import { dayOf } from '../runtime/tokyo.ts'
import { type Attempt, attemptOf, continued, opened } from './items.ts'
import { closed, lookingAgain, notNow } from './refusals.ts'
import { shownOpen } from './shown.ts'
import { statusStep } from './status-step.ts'

interface Asked {
  readonly edition: string
  readonly key?: string | undefined
  readonly takeOver: boolean
}

const mustBeStartable = (
  learning: Learning,
  assignment: AssignmentItem,
  lessons: readonly { id: string }[],
  now: string,
) => {
  if (statusOf(learning, now) === 'passed')
    throw notNow(
      '合格済みです。教材と結果はいつでも見直せます。',
      'You have already passed. You may review at any time.',
    )
  if (dayOf(now) > assignment.closesOn) throw closed()
  const unread = lessons.filter(({ id }) => learning.enrollment.read[id] === undefined).length
  if (unread > 0)
    throw notNow(
      `教材をすべて読み終えると、テストを始められます（あと${unread}つ）。`,
      `Finish all lessons first (${unread} left).`,
    )
}

/** Opens the next attempt, or goes on with the open one: there is never a second. */
export const start: Operation<'attempt.start'> = (call, input) => lookingAgain(() => begun(call, input))

const begun = async (call: Call, input: Asked) => {
  const { learning, assignment } = await mine(call, input.edition, true)
  const open = openAttempt(learning.attempts)
  if (open) return resumed(call, learning, assignment, open, input)
  const edition = await readEdition(call.tenancy.shared, input.edition, assignment.revision)
  mustBeStartable(learning, assignment, edition.lessons, call.now)
  const { item, step } = opened(
    call.tenancy.prefix,
    call.owner,
    {
      edition: input.edition,
      number: learning.attempts.length + 1,
      revision: assignment.revision,
      finishBy: settledAt(assignment),
    },
    call.now,
  )
  const steps = [
    step,
    unmoved(learning.enrollment),
    ...statusStep(call, learning, toldStatus(learning), 'inProgress'),
  ]
  await call.commit(steps, { subject: assignment.id, detail: { number: item.number } })
  return shownOpen(item, edition)
}

const resumed = async (
  call: Call,
  learning: Learning,
  assignment: AssignmentItem,
  open: Item & Attempt,
  asked: Asked,
) => {
  const edition = await readEdition(call.tenancy.shared, assignment.edition, open.revision)
  if (call.now >= settledAt(assignment)) throw closed()
  const same = asked.key === open.key
  if (!same && !asked.takeOver && !isInterrupted(open, call.now))
    return {
      state: 'elsewhere' as const,
      answered: Object.keys(open.answers).length,
      of: edition.questions.length,
    }
  const step = continued(open, call.now, settledAt(assignment), !same)
  await call.commit([step, ...statusStep(call, learning, open.told, 'inProgress')], {
    subject: assignment.id,
    detail: { number: open.number, takenOver: !same },
  })
  // Answers saved between reading and this are kept: what is shown is what stands now.
  const now = await call.table.get(open, { consistent: true })
  return shownOpen(now ? attemptOf(now) : open, edition)
}
