import { readAssignments } from '../assignment/items.ts'
import { firstDayOf, fiscalYearAt, lastDayOf } from '../company/fiscal-year.ts'
import { EMPTY_SLOTS, readCompany } from '../company/items.ts'
import type { Operation } from '../runtime/call.ts'
import { readCatalogue } from './read.ts'

/** What the company may open, in this 年度 and the next: never last year's edition in a new year's clothes. */
export const list: Operation<'course.list'> = async (call) => {
  const [company, catalogue, assignments] = await Promise.all([
    readCompany(call.table),
    readCatalogue(call.tenancy.shared),
    readAssignments(call.table),
  ])
  const start = company.fiscalStartMonth
  const year = fiscalYearAt(call.now, start)
  const opened = new Map(assignments.map(({ edition, id }) => [edition, id as `asg_${string}`]))
  const stateOf = (edition: { id: string; fiscalYear: number; releasedAt?: string | undefined }) => {
    if (opened.has(edition.id)) return 'opened' as const
    if (edition.fiscalYear < year) return 'past' as const
    if (!edition.releasedAt || edition.releasedAt > call.now) return 'preparing' as const
    return edition.fiscalYear === year ? ('openable' as const) : ('early' as const)
  }
  const slots: Record<string, string> = { ...EMPTY_SLOTS, companyName: company.name, ...company.slots }
  return {
    fiscalYear: year,
    courses: catalogue.editions
      .filter((one) => one.fiscalYear >= year || opened.has(one.id))
      .map((one) => ({
        edition: one.id,
        course: one.course,
        title: one.title,
        summary: one.summary,
        fiscalYear: one.fiscalYear,
        revision: one.revision,
        minutes: one.minutes,
        lessons: one.lessons,
        questions: one.questions,
        state: stateOf(one),
        openFrom: firstDayOf(one.fiscalYear, start),
        closesOn: lastDayOf(one.fiscalYear, start),
        assignmentId: opened.get(one.id),
      })),
    unfilledSlots: Object.keys(EMPTY_SLOTS).filter((name) => !slots[name] && name !== 'companyName'),
  }
}
