import { readEdition, readLesson } from '../course/read.ts'
import { markOpened, statusErrand } from '../enrollment/items.ts'
import { mine } from '../enrollment/operations.ts'
import { errand } from '../outbox/items.ts'
import type { Call, Operation } from '../runtime/call.ts'
import { Problem } from '../runtime/problem.ts'
import { isThere, Refused } from '../runtime/step.ts'
import { dayOf } from '../runtime/tokyo.ts'

const mustBeOpen = (call: Call, closesOn: string, isDone: boolean) => {
  if (!isDone && dayOf(call.now) > closesOn)
    throw new Problem('notNow', {
      words: {
        ja: '受付は終了しました。受講については会社の管理者にお問い合わせください。',
        en: 'This course has closed. Please ask your administrator.',
      },
    })
}

export const open: Operation<'lesson.open'> = async (call, input) => {
  const { learning, assignment } = await mine(call, input.edition)
  const { enrollment, attempts } = learning
  const passed = attempts.some((one) => one.allRight)
  mustBeOpen(call, assignment.closesOn, passed)
  const { lessons } = await readEdition(call.tenancy.shared, input.edition, assignment.revision)
  const at = lessons.findIndex(({ id }) => id === input.lesson)
  const lesson = lessons[at]
  if (!lesson) throw new Problem('notFound')
  const [{ blocks }] = await Promise.all([
    readLesson(call.tenancy.shared, input.edition, assignment.revision, lesson.id),
    enrollment.openedAt ? undefined : firstOpened(call, enrollment),
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
const firstOpened = async (call: Call, enrollment: Parameters<typeof markOpened>[0]) => {
  const told = errand(
    call.tenancy.prefix,
    call.newId('out'),
    call.now,
    statusErrand(enrollment, 'notStarted', 'inProgress'),
  )
  await call.table.together([markOpened(enrollment, call.now), told]).catch((error) => {
    if (!(error instanceof Refused)) throw error
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
    mustBeOpen(
      call,
      assignment.closesOn,
      learning.attempts.some((one) => one.allRight),
    )
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
