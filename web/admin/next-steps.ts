import type { Output } from '../kit/api.ts'
import { w } from './words.ts'

interface Facts {
  readonly courses: Output<'course.list'>
  readonly assignments: Output<'assignment.list'>['assignments']
  readonly people: Output<'member.list'>['counts']
}
export interface NextStep {
  readonly text: string
  readonly href: string
}

/** 次にやること, from facts alone, the first things first. */
export const nextSteps = ({ courses, assignments, people }: Facts): NextStep[] => {
  const steps: NextStep[] = []
  if (people.active <= 1) steps.push({ text: w('nextRoster'), href: '#/import' })
  if (courses.unfilledSlots.length > 0)
    steps.push({ text: w('nextSlots', { n: courses.unfilledSlots.length }), href: '#/company' })
  for (const one of courses.courses)
    if (one.state === 'openable')
      steps.push({
        text: w('nextCourse', { title: one.title, year: one.fiscalYear }),
        href: `#/open/${one.edition}`,
      })
  if (people.neverSignedIn > 0)
    steps.push({ text: w('nextNew', { n: people.neverSignedIn }), href: '#/slips' })
  for (const one of assignments)
    if (one.totals.overdue > 0)
      steps.push({
        text: w('nextOverdue', { title: one.title, n: one.totals.overdue }),
        href: `#/records/${one.id}`,
      })
  return steps
}
