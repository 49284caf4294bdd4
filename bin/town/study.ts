import { settledAt } from '../../lambdas/assignment/closing.ts'
import { attemptOf, opened, submitted } from '../../lambdas/attempt/items.ts'
import {
  type Enrollment,
  enrollmentKey,
  markOpened,
  readLearning,
  statusErrand,
  summaryOf,
  toldStatus,
} from '../../lambdas/enrollment/items.ts'
import type { Profile } from '../../lambdas/member/items.ts'
import { errand } from '../../lambdas/outbox/items.ts'
import { MINUTE, nowInstant, nowMs, plusMs } from '../../lambdas/runtime/clock.ts'
import { change, type Item } from '../../lambdas/runtime/step.ts'
import { dayOf } from '../../lambdas/runtime/tokyo.ts'
import { ulid } from '../../lambdas/runtime/ulid.ts'
import type { Cloud } from '../local/cloud.ts'
import { rootTable } from '../local/root-table.ts'
import type { Company } from './found.ts'
import { CLOSES_ON, EDITION, files } from './live.ts'
import type { Progress } from './people.ts'

type Status = Parameters<typeof statusErrand>[2]
/** How many answers of each test are right; `left` is a test that was begun and left after so many answers. */
const TESTS: Partial<Record<Progress, { readonly right: readonly number[]; readonly left?: number }>> = {
  interrupted: { right: [], left: 4 },
  inProgress: { right: [], left: 4 },
  failed: { right: [7] },
  passed: { right: [10] },
  retried: { right: [8, 10] },
}
const TAKES_MS = 9 * MINUTE
const READS_MS = 22 * MINUTE

const tell = (company: Company, one: Enrollment, from: Status, to: Status, summary = {}) =>
  errand(company.prefix, `out_${ulid(nowMs())}`, nowInstant(), statusErrand(one, from, to, summary))

/** The first questions answered, so many of them right. */
const answersOf = (questions: readonly { id: string }[], n: number, right: number) => {
  const key = files().get(`shared/keys/${EDITION}/r1.json`).questions
  const other = (choice: string) => (choice === 'a' ? 'b' : 'a')
  return Object.fromEntries(
    questions.slice(0, n).map(({ id }, at) => [id, at < right ? key[id].right : other(key[id].right)]),
  )
}

/** Brings one learner to a status by the very steps that the doors take. */
export const study = async (
  cloud: Cloud,
  company: Company,
  member: Profile,
  progress: Progress,
  now: string,
  dueOn = CLOSES_ON,
): Promise<void> => {
  const tests = TESTS[progress]
  if (!tests) return
  const table = rootTable(cloud)
  const owner = enrollmentKey(company.prefix, member.id, EDITION).pk
  const learning = await readLearning(table as never, owner, EDITION, true)
  if (!learning || (learning.enrollment.openedAt && progress !== 'inProgress')) return
  const { enrollment } = learning
  // read first, then each test with as long a rest before the next
  const openedAt = plusMs(now, -READS_MS - 2 * tests.right.length * TAKES_MS)
  if (!enrollment.openedAt)
    await table.together([
      markOpened(enrollment, openedAt),
      tell(company, enrollment, 'notStarted', 'inProgress'),
    ])
  if (progress === 'inProgress' && !enrollment.openedAt) return
  const { lessons, questions } = files().get(`shared/editions/${EDITION}/r1/edition.json`)
  await table.together([
    change(enrollment, {
      set: {
        read: Object.fromEntries(lessons.map(({ id }: { id: string }) => [id, plusMs(openedAt, READS_MS)])),
      },
    }),
  ])
  const begin = async (number: number, startedAt: string) => {
    const facts = { edition: EDITION, number, revision: 1, finishBy: settledAt({ closesOn: CLOSES_ON }) }
    const { item, step } = opened(company.prefix, owner, facts, startedAt)
    await table.together([step])
    return item as Item
  }
  const handedIn: ReturnType<typeof attemptOf>[] = []
  for (const [at, right] of tests.right.entries()) {
    const submittedAt = plusMs(now, -2 * (tests.right.length - 1 - at) * TAKES_MS)
    const item = await begin(at + 1, plusMs(submittedAt, -TAKES_MS))
    if (at > 0) await table.together([tell(company, enrollment, 'failed', 'inProgress')])
    const answers = answersOf(questions, questions.length, right)
    const answered = attemptOf((await table.change(item, { set: { answers } })) as Item)
    const of = questions.length
    const graded = { right, of, score: Math.floor((100 * right) / of), allRight: right === of }
    const late = graded.allRight && dayOf(submittedAt) > dueOn
    handedIn.push({ ...answered, ...graded, late, submittedAt })
    const before = toldStatus({ enrollment, attempts: [...handedIn.slice(0, -1), answered] })
    await table.together([
      submitted(answered, graded, late, submittedAt),
      tell(company, enrollment, before, graded.allRight ? 'passed' : 'failed', summaryOf(handedIn)),
    ])
  }
  if (tests.left === undefined) return
  await table.change(await begin(1, now), {
    set: { answers: answersOf(questions, tests.left, tests.left) },
  })
}
