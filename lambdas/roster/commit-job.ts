import { type DepartmentItem, NO_DEPARTMENT } from '../department/items.ts'
import { jobSteps } from '../job/items.ts'
import type { Work, Worker } from '../job/work.ts'
import { memberSteps, newProfile, type Profile, profileKey, profileOf } from '../member/items.ts'
import { normalUserId } from '../member/user-id.ts'
import { filesIn } from '../runtime/files.ts'
import { isThere, Refused } from '../runtime/step.ts'
import { tallySteps } from '../tally/items.ts'
import { importKey, readImport } from './items.ts'
import type { Judged, Wanted } from './judge.ts'
import { makeDepartments } from './make-departments.ts'
import { judgedRows } from './rows.ts'

/** Each person takes up to six steps of a transaction's hundred. */
const TOGETHER = 14
type Tree = ReadonlyMap<string, DepartmentItem>

const next = <T>(wanted: T | null | undefined, now: T | undefined) =>
  wanted === undefined ? now : (wanted ?? undefined)

const placed = (wanted: Wanted, before: Profile | undefined, tree: Tree) => {
  if (wanted.department === undefined)
    return { departmentId: before?.departmentId, deptKey: before?.deptKey ?? NO_DEPARTMENT }
  const one = wanted.department ? tree.get(wanted.department) : undefined
  return { departmentId: one?.id, deptKey: one?.key ?? NO_DEPARTMENT }
}

const afterOf = ({ row, wanted }: Judged, before: Profile | undefined, tree: Tree, work: Work): Profile => {
  const userId = wanted.userId ?? before?.userId ?? row.userId
  const fields = {
    userId,
    normal: normalUserId(userId),
    name: next(wanted.name, before?.name),
    mail: next(wanted.mail, before?.mail),
    category: next(wanted.category, before?.category),
    ...placed(wanted, before, tree),
  }
  const state = wanted.state ?? (before?.state === 'ended' || !before ? 'active' : before.state)
  return before
    ? { ...before, ...fields, state, version: before.version + 1 }
    : { ...newProfile({ ...fields, id: work.newId('mem'), addedAt: work.now() }), state }
}

/** Writes rows whose people are still as they were judged; the others are skipped. Returns the members written. */
const write = async (work: Work, rows: readonly Judged[], tree: Tree): Promise<string[]> => {
  const { table, prefix } = work.tenancy
  const found = await table.many(
    rows.flatMap(({ memberId }) => (memberId ? [profileKey(prefix, memberId)] : [])),
  )
  const people = new Map(found.map((item) => [String(item.id), profileOf(item)]))
  const made = rows.flatMap((one) => {
    const before = one.memberId ? people.get(one.memberId) : undefined
    if (one.memberId && before?.version !== one.version) return []
    const after = afterOf(one, before, tree, work)
    return [{ after, ...memberSteps(prefix, work.company.rosterShards, before, after) }]
  })
  const commit = (some: typeof made) =>
    table.together([
      ...some.flatMap(({ steps }) => steps),
      ...tallySteps(
        prefix,
        some.flatMap(({ tallies }) => tallies),
      ),
    ])
  try {
    if (made.length > 0) await commit(made)
    return made.map(({ after }) => after.id)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const written: string[] = []
    for (const one of made)
      try {
        await commit([one])
        written.push(one.after.id)
      } catch (again) {
        if (!(again instanceof Refused)) throw again
      }
    return written
  }
}

/** Reflects the judged rows. A slice that begins anew skips by version and by ID what was written before it. */
export const commitJob: Worker = async (work) => {
  const { tenancy, job, pause, newId, now } = work
  const { table, prefix } = tenancy
  const one = await readImport(table, String(job.order.importId))
  if (!one) return {}
  const isTicked = (line: number) =>
    one.ticked === 'all' || (Array.isArray(one.ticked) && one.ticked.includes(line))
  const chosen: Judged[] = []
  for await (const judged of judgedRows(filesIn(tenancy), one.id)) {
    const { verdict, line } = judged.row
    if (verdict === 'new' || verdict === 'change' || (verdict === 'confirm' && isTicked(line)))
      chosen.push(judged)
  }
  const tree = await makeDepartments(
    table,
    new Set(chosen.flatMap(({ wanted }) => wanted.department ?? [])),
    newId,
  )
  const start = Number(job.memo?.at ?? 0)
  let done = Number(job.memo?.done ?? 0)
  for (let at = start; at < chosen.length; at += TOGETHER) {
    const written = await write(work, chosen.slice(at, at + TOGETHER), tree)
    done += written.length
    const sync = newId('job')
    if (written.length > 0)
      await table.together(jobSteps(prefix, sync, 'memberSync', job.by, { memberIds: written }, now()))
    if (await pause(at + TOGETHER, { at: at + TOGETHER, done }, chosen.length)) return undefined
  }
  await table.change(
    importKey(prefix, one.id),
    { set: { state: 'committed', result: { done, skipped: chosen.length - done } } },
    isThere,
  )
  return {}
}
