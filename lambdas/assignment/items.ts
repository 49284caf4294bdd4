import { held } from '../runtime/held.ts'
import { type Item, isNew, type Key, put, type Step } from '../runtime/step.ts'
import type { Table } from '../runtime/table.ts'
import { perTenancy, type Tenancy } from '../runtime/tenancy.ts'
import type { Target } from './schema.ts'

/** One opening: there is one per tenant, course and 年度, so its edition is its key. */
export interface AssignmentItem {
  readonly id: string
  readonly edition: string
  readonly course: string
  readonly title: string
  readonly fiscalYear: number
  readonly revision: number
  readonly minutes: number
  readonly lessons: number
  readonly target: Target
  readonly startsOn: string
  readonly dueOn: string
  readonly closesOn: string
  readonly openedAt: string
  readonly openedBy: string
  /** The company's own words, frozen for this opening. */
  readonly slots: Readonly<Record<string, string>>
  /** Partitions of its roll: one holds 20,000 people. */
  readonly shards: number
}

export const assignmentKey = (prefix: string, edition: string): Key => ({
  pk: `${prefix}ASG#${edition}`,
  sk: 'ASG',
})
const listPk = (prefix: string) => `${prefix}ASGS`

export const newAssignment = (prefix: string, one: AssignmentItem): Step =>
  put(
    {
      ...assignmentKey(prefix, one.edition),
      ...one,
      listPk: listPk(prefix),
      listSk: `${one.fiscalYear}#${one.course}`,
    },
    isNew,
  )

export const assignmentOf = (item: Item) => item as Item & AssignmentItem

export const readAssignment = async (table: Table, edition: string) => {
  const item = await table.get(assignmentKey(table.prefix, edition))
  return item && assignmentOf(item)
}

/** An opening as a learner's request sees it: held, for otherwise a rush would put every request on this one key. */
const heldAssignments = perTenancy(({ table }) => held(50, (edition) => readAssignment(table, edition)))
export const assignmentIn = (tenancy: Tenancy, edition: string) => heldAssignments(tenancy).get(edition)

/** All openings of the company, newest 年度 first: a handful a year. */
export const readAssignments = async (table: Table): Promise<(Item & AssignmentItem)[]> => {
  const { items } = await table.list({ pk: listPk(table.prefix), index: 'list', newestFirst: true })
  return items.map(assignmentOf)
}

export const rollShardsFor = (members: number) => Math.max(1, Math.ceil(members / 20_000))
