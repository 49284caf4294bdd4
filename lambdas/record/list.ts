import type { AssignmentItem } from '../assignment/items.ts'
import { type RollRow, readLearning, rollPartitions } from '../enrollment/items.ts'
import { ownerOf, type Profile, profileKey, profileOf } from '../member/items.ts'
import type { Item } from '../runtime/step.ts'
import type { Table } from '../runtime/table.ts'
import { dayOf } from '../runtime/tokyo.ts'
import { walk, walkAhead } from '../runtime/walk.ts'
import { type Places, type Row, recordRow } from './row.ts'
import type { RecordFilter } from './schema.ts'

export interface Filter {
  readonly status?: RecordFilter | undefined
  readonly deptKey?: string | undefined
}

/** A list row from the roll and the person's profile: two calls a page, whatever the size of the company. */
const shortRow = (
  roll: Item,
  member: Profile,
  assignment: AssignmentItem,
  paths: ReadonlyMap<string, string[]>,
  now: string,
) => {
  const { status, tries, firstScore, lastScore, passedAt, late } = roll as unknown as RollRow
  return {
    memberId: member.id as `mem_${string}`,
    userId: member.userId,
    name: member.name,
    department: (member.departmentId && paths.get(member.departmentId)) || [],
    state: member.state,
    status,
    overdue: status !== 'passed' && dayOf(now) > assignment.dueOn,
    late: late === true,
    exempt: roll.exempt === true,
    tries: tries ?? 0,
    firstScore,
    lastScore,
    passedAt,
  }
}

const NOT_PASSED = ['failed', 'interrupted', 'inProgress', 'notStarted'] as const

const rollPage = async (
  table: Table,
  assignment: AssignmentItem,
  filter: Filter,
  limit: number,
  cursor: string | undefined,
) => {
  const begins = filter.deptKey ?? ''
  const partitions =
    filter.status === 'notPassed'
      ? NOT_PASSED.flatMap((status) => rollPartitions(table.prefix, assignment, status))
      : rollPartitions(table.prefix, assignment, filter.status)
  const page = await (filter.status === 'notPassed' ? walkAhead : walk)(
    table,
    partitions,
    filter.status ? { index: 'list', begins } : { begins },
    limit,
    cursor,
  )
  const profiles = await table.many(page.items.map((row) => profileKey(table.prefix, String(row.memberId))))
  const members = new Map(profiles.map((item) => [String(item.id), profileOf(item)]))
  const people = page.items.flatMap((roll) => {
    const member = members.get(String(roll.memberId))
    return member ? [{ roll, member }] : []
  })
  return { people, ...(page.cursor ? { cursor: page.cursor } : {}) }
}

/** One page of the record in roll order (department, then order of adding), by status and department. */
export const recordPage = async (
  table: Table,
  assignment: AssignmentItem,
  filter: Filter,
  paths: ReadonlyMap<string, string[]>,
  now: string,
  limit: number,
  cursor: string | undefined,
) => {
  const page = await rollPage(table, assignment, filter, limit, cursor)
  return {
    ...page,
    rows: page.people.map(({ roll, member }) => shortRow(roll, member, assignment, paths, now)),
  }
}

/** All rows in full from the facts themselves, page by page: for files. */
export async function* recordRows(
  table: Table,
  assignment: AssignmentItem,
  filter: Filter,
  places: Places,
  now: string,
): AsyncGenerator<Row[]> {
  let cursor: string | undefined
  do {
    const page = await rollPage(table, assignment, filter, 100, cursor)
    const learnings = await Promise.all(
      page.people.map(({ member }) =>
        readLearning(table, ownerOf(table.prefix, member.id), assignment.edition),
      ),
    )
    yield page.people.flatMap(({ member }, at) => {
      const learning = learnings[at]
      return learning ? [recordRow(learning, member, assignment, places, now)] : []
    })
    cursor = page.cursor
  } while (cursor)
}
