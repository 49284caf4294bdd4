import { assignmentIn } from '../assignment/items.ts'
import { companyIn } from '../company/items.ts'
import { readEdition } from '../course/read.ts'
import type { Operation } from '../runtime/call.ts'
import { dayOf } from '../runtime/tokyo.ts'
import { byUrgency, cardOf, isToDo } from './card.ts'
import { groupLearning } from './items.ts'
import { mine } from './mine.ts'
import { openAttempt } from './status-at.ts'

export const list: Operation<'enrollment.list'> = async (call) => {
  const [{ items }, company, { profile }] = await Promise.all([
    call.table.list({ pk: call.owner, begins: 'ENR#' }),
    companyIn(call.tenancy),
    call.me(),
  ])
  const learnings = groupLearning(items)
  const found = await Promise.all(
    learnings.map(({ enrollment }) => assignmentIn(call.tenancy, enrollment.edition)),
  )
  const assignments = new Map(found.flatMap((one) => (one ? [[one.edition, one] as const] : [])))
  const today = dayOf(call.now)
  const cards = learnings.flatMap((learning) => {
    const assignment = assignments.get(learning.enrollment.edition)
    if (!assignment || assignment.startsOn > today) return []
    const card = cardOf(learning, assignment, call.now)
    return [{ card, isToDo: isToDo(card, today, openAttempt(learning.attempts) !== undefined) }]
  })
  const todo = cards.flatMap(({ card, isToDo }) => (isToDo ? [card] : [])).sort(byUrgency)
  const done = cards
    .flatMap(({ card, isToDo }) => (isToDo ? [] : [card]))
    .sort((a, b) => b.fiscalYear - a.fiscalYear)
  return { company: company.name, name: profile.name, todo, done }
}

export const get: Operation<'enrollment.get'> = async (call, { edition }) => {
  const { learning, assignment } = await mine(call, edition)
  const { lessons, questions } = await readEdition(call.tenancy.shared, edition, assignment.revision)
  const { read } = learning.enrollment
  const card = cardOf(learning, assignment, call.now)
  return {
    card,
    lessons: lessons.map(({ id, title, minutes }) => ({ id, title, minutes, read: read[id] !== undefined })),
    questions: questions.length,
    testOpen: lessons.every(({ id }) => read[id] !== undefined),
    attemptOpen: openAttempt(learning.attempts) !== undefined,
    tries: learning.attempts.filter((one) => one.submittedAt).length,
  }
}
