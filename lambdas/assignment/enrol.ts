import { enrollmentKey } from '../enrollment/items.ts'
import { enrolSteps } from '../enrollment/moving.ts'
import type { Profile } from '../member/items.ts'
import { Refused } from '../runtime/step.ts'
import type { Table } from '../runtime/table.ts'
import { tallySteps } from '../tally/items.ts'
import type { AssignmentItem } from './items.ts'

/** 30 people make 60 steps and some tallies: below the 100 of a transaction. */
const TOGETHER = 30

const one = async (table: Table, assignment: AssignmentItem, member: Profile, now: string) => {
  const { steps, tally } = enrolSteps(table.prefix, assignment, member, now)
  await table.together([...steps, ...tallySteps(table.prefix, [tally])]).catch((error) => {
    // In already: an earlier slice, or a joiner's own job, was here.
    if (!(error instanceof Refused)) throw error
  })
}

/** A slice that begins anew meets whole pages of people who are in: one call tells so, not one for each of them. */
const outside = async (table: Table, assignment: AssignmentItem, members: readonly Profile[]) => {
  const keyOf = ({ id }: Profile) => enrollmentKey(table.prefix, id, assignment.edition)
  const found = new Set((await table.many(members.map(keyOf))).map(({ pk }) => pk))
  return members.filter((member) => !found.has(keyOf(member).pk))
}

/** Takes people into an opening, each once whatever is repeated. */
export const enrol = async (
  table: Table,
  assignment: AssignmentItem,
  members: readonly Profile[],
  now: string,
): Promise<void> => {
  for (let at = 0; at < members.length; at += TOGETHER) {
    const some = members.slice(at, at + TOGETHER)
    const made = some.map((member) => enrolSteps(table.prefix, assignment, member, now))
    try {
      await table.together([
        ...made.flatMap(({ steps }) => steps),
        ...tallySteps(
          table.prefix,
          made.map(({ tally }) => tally),
        ),
      ])
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      for (const member of await outside(table, assignment, some)) await one(table, assignment, member, now)
    }
  }
}
