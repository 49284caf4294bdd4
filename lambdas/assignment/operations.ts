import { firstDayOf, fiscalYearAt, lastDayOf } from '../company/fiscal-year.ts'
import { EMPTY_SLOTS, readCompany } from '../company/items.ts'
import { readCatalogue, readEdition } from '../course/read.ts'
import { jobSteps } from '../job/items.ts'
import { mustExist } from '../member/must-exist.ts'
import type { Call, Operation } from '../runtime/call.ts'
import { type FieldProblem, Problem } from '../runtime/problem.ts'
import { refusedAs } from '../runtime/refused-as.ts'
import { dayOf } from '../runtime/tokyo.ts'
import { type AssignmentItem, newAssignment, readAssignments, rollShardsFor } from './items.ts'
import { must } from './must.ts'
import type { Target } from './schema.ts'
import { targetMembers } from './target-members.ts'
import { readTotals } from './totals.ts'

const countOf = async (call: Call, target: Target, shards: number) => {
  if (target.kind === 'members') await mustExist(call.table, { members: target.ids })
  if (target.kind === 'departments') await mustExist(call.table, { departments: target.ids })
  let members = 0
  for await (const page of targetMembers(call.table, target, shards)) members += page.length
  return members
}

export const preview: Operation<'assignment.preview'> = async (call, { target }) => {
  const { rosterShards } = await readCompany(call.table)
  return { members: await countOf(call, target, rosterShards) }
}

const field = (path: string, ja: string, en: string): FieldProblem => ({ path, ja, en })

/** Which days may be chosen: in order, within the 年度, not wholly in the past. */
const wrongDays = (
  input: { startsOn: string; dueOn: string },
  closesOn: string,
  lastDay: string,
  firstDay: string,
  today: string,
): FieldProblem[] => [
  ...(input.startsOn < firstDay
    ? [field('startsOn', '年度の初日以降の日を選んでください。', 'Choose a day within the fiscal year.')]
    : []),
  ...(input.dueOn < input.startsOn
    ? [field('dueOn', '開始日以降の日を選んでください。', 'Choose a day on or after the start.')]
    : []),
  ...(input.dueOn < today
    ? [field('dueOn', '今日以降の日を選んでください。', 'Choose today or a later day.')]
    : []),
  ...(closesOn < input.dueOn
    ? [field('closesOn', '受講期限以降の日を選んでください。', 'Choose a day on or after the due date.')]
    : []),
  ...(closesOn > lastDay
    ? [field('closesOn', '年度の末日までの日を選んでください。', 'Choose a day within the fiscal year.')]
    : []),
]

export const open: Operation<'assignment.open'> = async (call, input) => {
  const [company, catalogue] = await Promise.all([
    readCompany(call.table),
    readCatalogue(call.tenancy.shared),
  ])
  const listed = catalogue.editions.find(({ id }) => id === input.edition)
  const start = company.fiscalStartMonth
  if (
    !listed?.releasedAt ||
    listed.releasedAt > call.now ||
    listed.fiscalYear !== fiscalYearAt(call.now, start)
  )
    throw new Problem('notFound')
  const lastDay = lastDayOf(listed.fiscalYear, start)
  const closesOn = input.closesOn ?? lastDay
  const fields = wrongDays(input, closesOn, lastDay, firstDayOf(listed.fiscalYear, start), dayOf(call.now))
  if (fields.length > 0) throw new Problem('invalid', { fields })
  const [edition, members] = await Promise.all([
    readEdition(call.tenancy.shared, listed.id, listed.revision),
    countOf(call, input.target, company.rosterShards),
  ])
  const by = call.actor.kind === 'member' ? call.actor.id : ''
  const id = call.newId('asg')
  const assignment: AssignmentItem = {
    id,
    edition: listed.id,
    course: listed.course,
    title: edition.title,
    fiscalYear: listed.fiscalYear,
    revision: listed.revision,
    minutes: edition.minutes,
    lessons: edition.lessons.length,
    target: input.target,
    startsOn: input.startsOn,
    dueOn: input.dueOn,
    closesOn,
    openedAt: call.now,
    openedBy: by,
    slots: {
      ...EMPTY_SLOTS,
      companyName: company.name,
      ...Object.fromEntries(Object.entries(company.slots).filter(([, text]) => text)),
    },
    shards: rollShardsFor(members),
  }
  const jobId = call.newId('job')
  const job = jobSteps(
    call.tenancy.prefix,
    jobId,
    'assignmentOpen',
    by,
    { edition: listed.id, members },
    call.now,
  )
  const TAKEN = field(
    'edition',
    'このコースは今年度すでに開講しています。',
    'This course is already open for this fiscal year.',
  )
  await refusedAs({ 0: { kind: 'taken', field: TAKEN } }, () =>
    call.commit([newAssignment(call.tenancy.prefix, assignment), ...job], {
      subject: id,
      detail: { edition: listed.id, members },
    }),
  )
  return { id, jobId }
}

const shown = async (call: Call, one: AssignmentItem) => ({
  id: one.id as `asg_${string}`,
  edition: one.edition,
  course: one.course,
  title: one.title,
  fiscalYear: one.fiscalYear,
  revision: one.revision,
  target: one.target,
  startsOn: one.startsOn,
  dueOn: one.dueOn,
  closesOn: one.closesOn,
  openedAt: one.openedAt,
  totals: await readTotals(call.table, one.id, dayOf(call.now) > one.dueOn),
  countedAt: call.now,
})

export const list: Operation<'assignment.list'> = async (call) => ({
  assignments: await Promise.all((await readAssignments(call.table)).map((one) => shown(call, one))),
})

export const get: Operation<'assignment.get'> = async (call, { id }) => shown(call, await must(call, id))
