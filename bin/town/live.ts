import { enrol } from '../../lambdas/assignment/enrol.ts'
import { type AssignmentItem, newAssignment } from '../../lambdas/assignment/items.ts'
import { EMPTY_SLOTS } from '../../lambdas/company/items.ts'
import { profileOf, rosterPartitions } from '../../lambdas/member/items.ts'
import { nowInstant, nowMs } from '../../lambdas/runtime/clock.ts'
import { addDays, dayOf } from '../../lambdas/runtime/tokyo.ts'
import { ulid } from '../../lambdas/runtime/ulid.ts'
import { contentFiles } from '../content.ts'
import type { Cloud } from '../local/cloud.ts'
import { rootTable } from '../local/root-table.ts'
import type { Company } from './found.ts'

export const EDITION = 'privacy-2026'
export const CLOSES_ON = '2027-03-31'
const read = () => new Map(contentFiles().map(({ key, body }) => [key, JSON.parse(body)]))
let held: ReturnType<typeof read> | undefined
/** Read and validated once: seeding asks for it at each person. */
export const files = () => {
  held ??= read()
  return held
}

/** Opens this year's course for everybody of a company, due so many days from now. */
export const openCourses = async (cloud: Cloud, company: Company, dueIn = 35): Promise<AssignmentItem> => {
  const edition = files().get(`shared/editions/${EDITION}/r1/edition.json`)
  const table = { ...rootTable(cloud), prefix: company.prefix }
  const today = dayOf(nowInstant())
  const one: AssignmentItem = {
    id: `asg_${ulid(nowMs())}`,
    edition: EDITION,
    course: 'privacy',
    title: edition.title,
    fiscalYear: 2026,
    revision: 1,
    minutes: edition.minutes,
    lessons: edition.lessons.length,
    target: { kind: 'everyone' },
    startsOn: today,
    dueOn: addDays(today, dueIn),
    closesOn: CLOSES_ON,
    openedAt: nowInstant(),
    openedBy: 'seed',
    slots: { ...EMPTY_SLOTS, companyName: company.name },
    shards: 1,
  }
  await table.together([newAssignment(company.prefix, one)])
  const { items } = await table.list({
    pk: rosterPartitions(company.prefix, 1)[0] as string,
    index: 'list',
    begins: 'active#',
  })
  await enrol(
    table as never,
    one,
    items.map(profileOf).filter(({ roles }) => roles.includes('learner')),
    nowInstant(),
  )
  return one
}
