import { finishOn } from '../assignment/closing.ts'
import { type AssignmentItem, assignmentIn } from '../assignment/items.ts'
import { closed, lookingAgain } from '../attempt/refusals.ts'
import { readEdition, readLesson } from '../course/read.ts'
import {
  type Enrollment,
  enrollmentKeyOf,
  enrollmentOf,
  type Learning,
  markOpened,
  statusErrand,
} from '../enrollment/items.ts'
import { mine } from '../enrollment/mine.ts'
import { openAttempt } from '../enrollment/status-at.ts'
import { errand } from '../outbox/items.ts'
import type { Call, Operation } from '../runtime/call.ts'
import { Problem } from '../runtime/problem.ts'
import { type Clause, isThere, Refused } from '../runtime/step.ts'
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

const markRead = async (call: Call, edition: string, lesson: string, when: readonly Clause[]) => {
  const set = { [`read.${lesson}`]: call.now, lastAt: call.now }
  return enrollmentOf(await call.table.change(enrollmentKeyOf(call.owner, edition), { set }, when))
}

/**
 * The plain case of 読了 in one write that reads nothing first: a course not yet closed that was begun, and a lesson of it not
 * yet read. Undefined in any other case.
 */
const readAtOnce = async (call: Call, edition: string, lesson: string) => {
  const assignment = await assignmentIn(call.tenancy, edition)
  const today = dayOf(call.now)
  if (!assignment || assignment.startsOn > today || assignment.closesOn < today) return undefined
  const { lessons } = await readEdition(call.tenancy.shared, edition, assignment.revision)
  if (!lessons.some(({ id }) => id === lesson)) return undefined
  try {
    const { read } = await markRead(call, edition, lesson, [
      ['assignmentId', '=', assignment.id],
      ['openedAt', 'exists'],
      [`read.${lesson}`, 'absent'],
    ])
    return finished(lessons, lesson, read)
  } catch (error) {
    if (error instanceof Refused) return undefined
    throw error
  }
}

const finished = (lessons: readonly { id: string }[], lesson: string, read: Enrollment['read']) => ({
  read: lessons.filter(({ id }) => read[id] !== undefined).map(({ id }) => id),
  testOpen: lessons.every(({ id }) => read[id] !== undefined),
  next: lessons[lessons.findIndex(({ id }) => id === lesson) + 1]?.id,
})

/** 読了. Reading it again after 合格 leaves no trace. */
export const finish: Operation<'lesson.finish'> = async (call, { edition, lesson }) =>
  (await readAtOnce(call, edition, lesson)) ?? (await readWithCare(call, edition, lesson))

const readWithCare = async (call: Call, edition: string, lesson: string) => {
  const { learning, assignment } = await mine(call, edition)
  const { enrollment } = learning
  const { lessons } = await readEdition(call.tenancy.shared, edition, assignment.revision)
  if (!lessons.some(({ id }) => id === lesson)) throw new Problem('notFound')
  if (enrollment.read[lesson] !== undefined) return finished(lessons, lesson, enrollment.read)
  mustBeOpen(call, learning, assignment)
  if (!enrollment.openedAt) await firstOpened(call, learning)
  return finished(lessons, lesson, (await markRead(call, edition, lesson, isThere)).read)
}
