import { finishOn } from '../assignment/closing.ts'
import type { AssignmentItem } from '../assignment/items.ts'
import { closed, lookingAgain } from '../attempt/refusals.ts'
import { readEdition, readLesson } from '../course/read.ts'
import { type Learning, markOpened, statusErrand } from '../enrollment/items.ts'
import { mine } from '../enrollment/mine.ts'
import { openAttempt } from '../enrollment/status-at.ts'
import { errand } from '../outbox/items.ts'
import type { Call, Operation } from '../runtime/call.ts'
import { Problem } from '../runtime/problem.ts'
import { isThere } from '../runtime/step.ts'
import { dayOf } from '../runtime/tokyo.ts'

/** After 受付終了日 lessons stay open to whoever passed, and to whoever may still finish an attempt. */
const mustBeOpen = (call: Call, { attempts }: Learning, assignment: AssignmentItem) => {
  if (dayOf(call.now) <= assignment.closesOn || attempts.some((one) => one.allRight)) return
  if (openAttempt(attempts) && dayOf(call.now) <= finishOn(assignment)) return
  throw closed()
}

export const open: Operation<'lesson.open'> = async (call, input) => {
  const { learning, assignment } = await mine(call, input.edition)
  const { enrollment } = learning
  mustBeOpen(call, learning, assignment)
  const { lessons } = await readEdition(call.tenancy.shared, input.edition, assignment.revision)
  const at = lessons.findIndex(({ id }) => id === input.lesson)
  const lesson = lessons[at]
  if (!lesson) throw new Problem('notFound')
  const [{ blocks }] = await Promise.all([
    readLesson(call.tenancy.shared, input.edition, assignment.revision, lesson.id),
    enrollment.openedAt ? undefined : firstOpened(call, learning),
  ])
  return {
    id: lesson.id,
    title: lesson.title,
    minutes: lesson.minutes,
    position: at + 1,
    of: lessons.length,
    read: enrollment.read[lesson.id] !== undefined,
    previous: lessons[at - 1]?.id,
    next: lessons[at + 1]?.id,
    blocks,
    slots: assignment.slots,
  }
}

/** The first lesson opened turns 未受講 into 受講中; of two screens one tells the tallies. */
const firstOpened = (call: Call, learning: Learning) => {
  let seen: Learning | undefined = learning
  return lookingAgain(async () => {
    const { enrollment } = seen ?? (await mine(call, learning.enrollment.edition, true)).learning
    seen = undefined
    if (enrollment.openedAt) return
    const told = statusErrand(enrollment, 'notStarted', 'inProgress')
    await call.table.together([
      markOpened(enrollment, call.now),
      errand(call.tenancy.prefix, call.newId('out'), call.now, told),
    ])
  })
}

/** 読了. Reading it again after 合格 leaves no trace. */
export const finish: Operation<'lesson.finish'> = async (call, input) => {
  const { learning, assignment } = await mine(call, input.edition)
  const { enrollment } = learning
  const { lessons } = await readEdition(call.tenancy.shared, input.edition, assignment.revision)
  const at = lessons.findIndex(({ id }) => id === input.lesson)
  if (at < 0) throw new Problem('notFound')
  const read = { ...enrollment.read, [input.lesson]: enrollment.read[input.lesson] ?? call.now }
  if (enrollment.read[input.lesson] === undefined) {
    mustBeOpen(call, learning, assignment)
    if (!enrollment.openedAt) await firstOpened(call, learning)
    await call.table.change(
      enrollment,
      { set: { [`read.${input.lesson}`]: call.now, lastAt: call.now } },
      isThere,
    )
  }
  return {
    read: lessons.filter(({ id }) => read[id] !== undefined).map(({ id }) => id),
    testOpen: lessons.every(({ id }) => read[id] !== undefined),
    next: lessons[at + 1]?.id,
  }
}
