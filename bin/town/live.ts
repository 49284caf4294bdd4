import { settledAt } from '../../lambdas/assignment/closing.ts'
import { enrol } from '../../lambdas/assignment/enrol.ts'
import { type AssignmentItem, newAssignment } from '../../lambdas/assignment/items.ts'
import { attemptOf, opened, submitted } from '../../lambdas/attempt/items.ts'
import { EMPTY_SLOTS } from '../../lambdas/company/items.ts'
import type { Enrollment } from '../../lambdas/enrollment/items.ts'
import {
  enrollmentKey,
  markOpened,
  readLearning,
  statusErrand,
  summaryOf,
  toldStatus,
} from '../../lambdas/enrollment/items.ts'
import { type Profile, profileOf, rosterPartitions } from '../../lambdas/member/items.ts'
import { errand } from '../../lambdas/outbox/items.ts'
import { nowInstant, nowMs } from '../../lambdas/runtime/clock.ts'
import { change, type Item } from '../../lambdas/runtime/step.ts'
import { addDays, dayOf } from '../../lambdas/runtime/tokyo.ts'
import { ulid } from '../../lambdas/runtime/ulid.ts'
import { contentFiles } from '../content.ts'
import type { Cloud } from '../local/cloud.ts'
import { rootTable } from '../local/root-table.ts'
import type { Company } from './found.ts'
import type { Progress } from './people.ts'

const EDITION = 'privacy-2026'
const read = () => new Map(contentFiles().map(({ key, body }) => [key, JSON.parse(body)]))
let held: ReturnType<typeof read> | undefined
/** Read and validated once: seeding asks for it at each person. */
const files = () => {
  held ??= read()
  return held
}

/** Opens this year's course for everybody of a company. */
export const openCourses = async (cloud: Cloud, company: Company): Promise<void> => {
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
    dueOn: addDays(today, 35),
    closesOn: '2027-03-31',
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
}

const tell = (
  company: Company,
  one: Enrollment,
  from: Parameters<typeof statusErrand>[1],
  to: Parameters<typeof statusErrand>[2],
  summary = {},
) => errand(company.prefix, `out_${ulid(nowMs())}`, nowInstant(), statusErrand(one, from, to, summary))

/** Brings one learner to a status by the very steps that the doors take. */
export const study = async (
  cloud: Cloud,
  company: Company,
  member: Profile,
  progress: Progress,
  now: string,
): Promise<void> => {
  if (progress === 'notStarted' || progress === 'newcomer') return
  const table = rootTable(cloud)
  const owner = enrollmentKey(company.prefix, member.id, EDITION).pk
  const learning = await readLearning(table as never, owner, EDITION, true)
  if (!learning || (learning.enrollment.openedAt && progress !== 'inProgress')) return
  const { enrollment } = learning
  if (!enrollment.openedAt)
    await table.together([markOpened(enrollment, now), tell(company, enrollment, 'notStarted', 'inProgress')])
  if (progress === 'inProgress' && now > '2026' && !enrollment.openedAt) return
  const content = files()
  const { lessons, questions } = content.get(`shared/editions/${EDITION}/r1/edition.json`)
  const key = content.get(`shared/keys/${EDITION}/r1.json`)
  const read = Object.fromEntries(lessons.map(({ id }: { id: string }) => [id, now]))
  await table.together([change(enrollment, { set: { read } })])
  const { item, step } = opened(
    company.prefix,
    owner,
    { edition: EDITION, number: 1, revision: 1, finishBy: settledAt({ closesOn: '2027-03-31' }) },
    now,
  )
  await table.together([step])
  const ids: string[] = questions.map(({ id }: { id: string }) => id)
  const right = progress === 'passed' ? ids.length : progress === 'failed' ? ids.length - 3 : 4
  const answers = Object.fromEntries(
    ids
      .slice(0, progress === 'passed' || progress === 'failed' ? ids.length : 4)
      .map((id, at) => [
        id,
        at < right ? key.questions[id].right : key.questions[id].right === 'a' ? 'b' : 'a',
      ]),
  )
  const answered = attemptOf((await table.change(item as Item, { set: { answers } })) as Item)
  if (progress !== 'passed' && progress !== 'failed') return
  const graded = {
    right,
    of: ids.length,
    score: Math.floor((100 * right) / ids.length),
    allRight: right === ids.length,
  }
  const closed = { ...answered, ...graded, submittedAt: now }
  await table.together([
    submitted(answered, graded, false, now),
    tell(
      company,
      enrollment,
      toldStatus({ enrollment, attempts: [answered] }),
      progress,
      summaryOf([closed]),
    ),
  ])
}
