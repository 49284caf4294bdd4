import { must } from '../assignment/must.ts'
import { totalsOf } from '../assignment/totals.ts'
import { readCompany } from '../company/items.ts'
import { readEdition } from '../course/read.ts'
import { pathsOf, readDepartments } from '../department/items.ts'
import { readLearning } from '../enrollment/items.ts'
import { jobSteps } from '../job/items.ts'
import { ownerOf, readProfile } from '../member/items.ts'
import type { Call, Operation } from '../runtime/call.ts'
import { Problem } from '../runtime/problem.ts'
import { dayOf } from '../runtime/tokyo.ts'
import { readTallies } from '../tally/items.ts'
import { recordPage } from './list.ts'
import { placesOf, recordRow } from './row.ts'

const PAGE = 50

/** The assignment, the tree and its names; 404 alike for ids that are not the company's. */
const setting = async (call: Call, assignmentId: string, departmentId?: string) => {
  const [assignment, departments] = await Promise.all([must(call, assignmentId), readDepartments(call.table)])
  const deptKey = departmentId ? departments.find(({ id }) => id === departmentId)?.key : undefined
  if (departmentId && !deptKey) throw new Problem('notFound')
  return { assignment, departments, paths: pathsOf(departments), deptKey }
}

export const list: Operation<'record.list'> = async (call, input) => {
  const { assignment, paths, deptKey } = await setting(call, input.assignmentId, input.departmentId)
  const page = await recordPage(
    call.table,
    assignment,
    { status: input.status, deptKey },
    paths,
    call.now,
    PAGE,
    input.cursor,
  )
  return { ...page, countedAt: call.now }
}

export const get: Operation<'record.get'> = async (call, input) => {
  const { assignment, departments } = await setting(call, input.assignmentId)
  const [learning, member] = await Promise.all([
    readLearning(call.table, ownerOf(call.tenancy.prefix, input.memberId), assignment.edition),
    readProfile(call.table, input.memberId),
  ])
  if (!learning || !member) throw new Problem('notFound')
  return {
    ...recordRow(learning, member, assignment, placesOf(departments), call.now),
    title: assignment.title,
    fiscalYear: assignment.fiscalYear,
    revision: assignment.revision,
    dueOn: assignment.dueOn,
    lessons: assignment.lessons,
  }
}

export const totals: Operation<'record.totals'> = async (call, { assignmentId }) => {
  const { assignment, departments, paths } = await setting(call, assignmentId)
  const groups = await readTallies(call.table, `ASG#${assignment.id}`)
  const isOverdue = dayOf(call.now) > assignment.dueOn
  const byKey = new Map(departments.map((one) => [one.key, one]))
  return {
    totals: totalsOf(groups, isOverdue),
    departments: groups
      .map((group) => {
        const one = byKey.get(group.group)
        return {
          ...(one ? { departmentId: one.id as `dep_${string}` } : {}),
          path: one ? (paths.get(one.id) ?? [one.name]) : [],
          totals: totalsOf([group], isOverdue),
        }
      })
      .filter(({ totals: { target } }) => target > 0),
    countedAt: call.now,
  }
}

/** The page lists this many people by name; the rest is counted and stands in the record. */
const NAMED = 24

export const report: Operation<'record.report'> = async (call, { id }) => {
  const [{ assignment, paths }, company, { profile }] = await Promise.all([
    setting(call, id),
    readCompany(call.table),
    call.me(),
  ])
  const [edition, groups, ...lists] = await Promise.all([
    readEdition(call.tenancy.shared, assignment.edition, assignment.revision),
    readTallies(call.table, `ASG#${assignment.id}`),
    ...(['notStarted', 'inProgress', 'interrupted', 'failed'] as const).map((status) =>
      recordPage(call.table, assignment, { status }, paths, call.now, NAMED, undefined),
    ),
  ])
  const sum = totalsOf(groups, dayOf(call.now) > assignment.dueOn)
  const named = lists
    .flatMap(({ rows }) => rows)
    .filter((row) => row.state === 'active' && !row.exempt)
    .slice(0, NAMED)
  return {
    company: company.name,
    title: assignment.title,
    edition: assignment.edition,
    fiscalYear: assignment.fiscalYear,
    revision: assignment.revision,
    startsOn: assignment.startsOn,
    dueOn: assignment.dueOn,
    closesOn: assignment.closesOn,
    method: 'eラーニング',
    minutes: assignment.minutes,
    lessons: edition.lessons.map(({ title }) => title),
    topics: edition.topics.map((topic) => ({ ...topic })),
    questions: edition.questions.length,
    passMark: edition.passMark,
    totals: sum,
    exempt: [],
    notPassed: named.map(({ userId, name, department, status }) => ({
      userId,
      name,
      department: department.join(' > '),
      status,
    })),
    notPassedMore: Math.max(0, sum.target - sum.passed - named.length),
    madeAt: call.now,
    madeBy: profile.name ?? profile.userId,
  }
}

const exportRecords: Operation<'record.export'> = async (call, input) => {
  const { assignment } = await setting(call, input.assignmentId, input.departmentId)
  const jobId = call.newId('job')
  const by = call.actor.kind === 'member' ? call.actor.id : ''
  const order = {
    edition: assignment.edition,
    format: input.format,
    status: input.status,
    departmentId: input.departmentId,
  }
  await call.commit(jobSteps(call.tenancy.prefix, jobId, 'recordExport', by, order, call.now), {
    subject: assignment.id,
    detail: { format: input.format },
  })
  return { jobId }
}

export { exportRecords as export }
