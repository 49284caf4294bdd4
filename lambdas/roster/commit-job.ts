import { filesIn } from '../file/files.ts'
import { identityIn } from '../identity/pool.ts'
import { jobSteps } from '../job/items.ts'
import type { Work, Worker } from '../job/work.ts'
import { memberSteps, type Profile, profileKey, profileOf } from '../member/items.ts'
import { isThere, Refused } from '../runtime/step.ts'
import { tallySteps } from '../tally/items.ts'
import { type ImportItem, importKey, readImport } from './items.ts'
import type { Judged } from './judge.ts'
import { makeDepartments } from './make-departments.ts'
import { afterOf, isReflected, memberIdOf, type Tree } from './reflect.ts'
import { judgedRows } from './rows.ts'

/** Each person takes up to six steps of a transaction's hundred. */
const TOGETHER = 14
/** So many are followed into the openings by one job. */
const FOLLOWED = 7 * TOGETHER
/** So many skipped lines are kept by number; the rest is counted. */
const NAMED = 200

interface Change {
  readonly line: number
  readonly before: Profile | undefined
  readonly after: Profile
}

const changeOne = async ({ tenancy: { table, prefix }, company }: Work, changes: readonly Change[]) => {
  const made = changes.map(({ before, after }) => memberSteps(prefix, company.rosterShards, before, after))
  await table.together([
    ...made.flatMap(({ steps }) => steps),
    ...tallySteps(
      prefix,
      made.flatMap(({ tallies }) => tallies),
    ),
  ])
}

/** All in one transaction, else one by one; returns those that were written. */
const written = async (work: Work, changes: readonly Change[]): Promise<readonly Change[]> => {
  if (changes.length === 0) return []
  try {
    await changeOne(work, changes)
    return changes
  } catch (error) {
    if (!(error instanceof Refused)) throw error
  }
  const done: Change[] = []
  for (const one of changes)
    try {
      await changeOne(work, [one])
      done.push(one)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
    }
  return done
}

interface Stay {
  readonly id: string
  readonly state: Profile['state']
}

/** The pool bars whoever has left for good; on leave the person's own row decides. */
const followInPool = async ({ tenancy }: Work, people: readonly Stay[]) => {
  const identity = identityIn(tenancy)
  for (const { id, state } of people) {
    const act = state === 'ended' ? identity.disable(id) : identity.enable(id)
    await act.catch((error: Error) => {
      // Whoever never got a password is not in the pool yet.
      if (error.name !== 'UserNotFoundException') throw error
    })
  }
}
const leavesOrReturns = ({ before, after }: Change) =>
  before !== undefined && (before.state === 'ended') !== (after.state === 'ended')

/** Judges rows anew by what stands now: those whose person changed since the dry run are skipped. Returns the lines skipped. */
const reflect = async (work: Work, importId: string, rows: readonly Judged[], tree: Tree) => {
  const { table, prefix } = work.tenancy
  const idOf = ({ memberId, row }: Judged) => memberId ?? memberIdOf(importId, row.line)
  const found = await table.many(rows.map((row) => profileKey(prefix, idOf(row))))
  const people = new Map(found.map((item) => [String(item.id), profileOf(item)]))
  const done = new Set<number>()
  const again: Stay[] = []
  const changes = rows.flatMap((one): Change[] => {
    const { line } = one.row
    const before = people.get(idOf(one))
    if (isReflected(one, before, tree)) {
      done.add(line)
      // A slice that died after writing may not have told the pool.
      if (before && one.memberId && one.row.changes.some(({ field }) => field === 'state')) again.push(before)
      return []
    }
    if (one.memberId && before?.version !== one.version) return []
    return [{ line, before, after: afterOf(one, before, tree, { id: idOf(one), addedAt: work.now() }) }]
  })
  const some = await written(work, changes)
  await followInPool(work, [...again, ...some.filter(leavesOrReturns).map(({ after }) => after)])
  for (const { line } of some) done.add(line)
  const members = rows.filter(({ row }) => done.has(row.line)).map(idOf)
  return { members, skipped: rows.flatMap(({ row }) => (done.has(row.line) ? [] : [row.line])) }
}

const chosenRows = async ({ tenancy }: Work, one: ImportItem): Promise<Judged[]> => {
  const ticked = one.ticked === 'all' ? undefined : new Set(one.ticked)
  const chosen: Judged[] = []
  for await (const judged of judgedRows(filesIn(tenancy), one.id)) {
    const { verdict, line } = judged.row
    const isTicked = verdict === 'confirm' && (!ticked || ticked.has(line))
    if (verdict === 'new' || verdict === 'change' || isTicked) chosen.push(judged)
  }
  return chosen
}

/** Reflects the chosen rows, in slices: one that begins anew finds what was written before it. Sends no mail. */
export const commitJob: Worker = async (work) => {
  const { tenancy, job, pause, newId, now } = work
  const { table, prefix } = tenancy
  const one = await readImport(table, String(job.order.importId))
  if (!one) return {}
  const chosen = await chosenRows(work, one)
  const paths = new Set(chosen.flatMap(({ wanted }) => wanted.department ?? []))
  const tree = await makeDepartments(table, paths, newId)
  const memo = (job.memo ?? {}) as { at?: number; skipped?: number; lines?: number[] }
  let skipped = memo.skipped ?? 0
  const lines = [...(memo.lines ?? [])]
  for (let at = memo.at ?? 0; at < chosen.length; at += FOLLOWED) {
    const memberIds: string[] = []
    const end = Math.min(at + FOLLOWED, chosen.length)
    for (let from = at; from < end; from += TOGETHER) {
      const some = await reflect(work, one.id, chosen.slice(from, Math.min(from + TOGETHER, end)), tree)
      memberIds.push(...some.members)
      skipped += some.skipped.length
      lines.push(...some.skipped.slice(0, NAMED - lines.length))
    }
    if (memberIds.length > 0)
      await table.together(jobSteps(prefix, newId('job'), 'memberSync', job.by, { memberIds }, now()))
    if (await pause(end, { at: end, skipped, lines }, chosen.length)) return undefined
  }
  const result = { done: chosen.length - skipped, skipped, skippedLines: lines }
  await table.change(importKey(prefix, one.id), { set: { state: 'committed', result } }, isThere)
  return {}
}
