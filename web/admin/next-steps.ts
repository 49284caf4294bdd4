import type { Output } from '../kit/api.ts'
import { showNumber } from '../kit/date.ts'
import { w } from './words.ts'

interface Facts {
  readonly courses: Output<'course.list'>
  readonly assignments: Output<'assignment.list'>['assignments']
  readonly people: Output<'member.list'>['counts']
  readonly seats: Output<'seat.get'>
}
export interface NextStep {
  readonly text: string
  readonly href: string
}

/** From how many days before 受講期限 the home page speaks of it. */
const SOON_DAYS = 14
const daysUntil = (day: string, now: string) =>
  Math.ceil((Date.parse(`${day}T23:59:59+09:00`) - Date.parse(now)) / 86_400_000) - 1

const aboutOpening = (one: Facts['assignments'][number]): NextStep[] => {
  const left = one.totals.target - one.totals.passed
  const href = `#/records/${one.id}?status=notPassed`
  const { title } = one
  if (one.totals.overdue > 0)
    return [{ text: w('nextOverdue', { title, n: showNumber(one.totals.overdue) }), href }]
  const days = daysUntil(one.dueOn, one.countedAt)
  return left > 0 && days >= 0 && days <= SOON_DAYS
    ? [{ text: w('nextSoon', { title, days, n: showNumber(left) }), href }]
    : []
}

/** 次にやること, from facts alone, the first things first. */
export const nextSteps = ({ courses, assignments, people, seats }: Facts): NextStep[] => {
  const steps: NextStep[] = []
  const over = seats.used - seats.limit
  if (people.active <= 1) steps.push({ text: w('nextRoster'), href: '#/import' })
  steps.push(...assignments.flatMap(aboutOpening))
  if (courses.unfilledSlots.length > 0)
    steps.push({ text: w('nextSlots', { n: courses.unfilledSlots.length }), href: '#/company' })
  for (const one of courses.courses)
    if (one.state === 'openable')
      steps.push({
        text: w('nextCourse', { title: one.title, year: one.fiscalYear }),
        href: `#/open/${one.edition}`,
      })
  if (people.neverSignedIn > 0)
    steps.push({ text: w('nextNew', { n: showNumber(people.neverSignedIn) }), href: '#/slips' })
  if (over > 0) steps.push({ text: w('nextSeats', { n: showNumber(over) }), href: '#/company' })
  return steps
}
