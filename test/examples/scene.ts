import { addOperator, addPerson } from '../../bin/town/found.ts'
import { newLink } from '../../lambdas/link/items.ts'
import { normalUserId } from '../../lambdas/member/user-id.ts'
import { nowInstant } from '../../lambdas/runtime/clock.ts'
import { bring, check, openCourse, send } from '../world/office.ts'
import { answerAll, readAll, rightChoices } from '../world/study.ts'
import { company, PASSWORD, type World } from '../world/world.ts'

const once = <T>(make: () => Promise<T>) => {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}

const ROSTER = 'ユーザーID,氏名,部署\r\nN001,新田 一郎,総務部\r\nＮＧ！,誤り 花子,総務部\r\n'

/** A company at work, and the furniture that examples are made of: each call gives something nobody has used yet. */
export const sceneOf = async (world: World, learners = 14) => {
  const { cloud, table } = world
  const one = await company(world, learners)
  const companies = [one]
  const admin = world.browser()
  await admin.signIn(one.code, 'kanri', PASSWORD)
  const { recoveryCodes } = await admin.enrol()
  const assignmentId = learners > 0 ? await openCourse(admin) : undefined
  const waiting = [...one.learners]
  let n = 0

  const scene = {
    world,
    companies,
    code: one.code,
    company: one,
    admin,
    password: PASSWORD,
    recoveryCodes: [...recoveryCodes],
    assignmentId: assignmentId as `asg_${string}`,
    visitor: world.browser,
    /** A number nobody has had. */
    next: () => ++n,
    /** Somebody on the roster, with an own password unless asked otherwise. */
    async person(more: { temporary?: string; mail?: string; roles?: string[] } = {}) {
      const userId = `p${String(++n).padStart(3, '0')}`
      const secret = more.temporary ? {} : { password: PASSWORD }
      const person = await addPerson(cloud, one, { userId, name: `見本 ${n}子`, ...secret, ...more })
      return { ...person, id: person.id as `mem_${string}` }
    },
    /** One who takes this year's course, signed in. */
    async learner() {
      const next = waiting.pop()
      if (!next) throw new Error('the scene has no more learners')
      const browser = world.browser()
      await browser.signIn(one.code, next.userId, PASSWORD)
      return { browser, ...next, id: next.id as `mem_${string}` }
    },
    /** A learner in the middle of the test, every question answered. */
    async answering() {
      const { browser } = await scene.learner()
      await readAll(browser)
      const key = await answerAll(browser)
      return { browser, key, question: Object.keys(rightChoices())[0] as string }
    },
    department: async () =>
      (await admin.call('department.create', { name: `見本部${++n}` })).id as `dep_${string}`,
    /** A file that has arrived, and one that has been looked at too. */
    sent: () => send(admin, '名簿.csv', ROSTER),
    file: () => bring(admin, '名簿.csv', ROSTER),
    /** A checked import with a row in error. */
    imported: async () => (await check(admin, '名簿.csv', ROSTER)).id as `imp_${string}`,
    /** A job that has made a file. */
    made: once(async () => {
      const { jobId } = await admin.call('roster.export', { format: 'csv' })
      const { fileId } = await admin.job(jobId)
      return { jobId: jobId as `job_${string}`, fileId: fileId as `fil_${string}` }
    }),
    /** A link as it stands in a mail. */
    async link() {
      const person = await scene.person()
      const { token, steps } = newLink(
        one.prefix,
        one.code,
        { purpose: 'reset', memberId: person.id, normal: normalUserId(person.userId) },
        nowInstant(),
      )
      await table.together(steps)
      return token
    },
    /** Another company of the same scene, where nothing is open yet. */
    async another() {
      const other = await sceneOf(world, 0)
      companies.push(other.company)
      return other
    },
    operator: once(async () => {
      const userId = `unei-${one.code}`
      await addOperator(cloud, userId, '運営 太郎', PASSWORD)
      const browser = world.browser()
      await browser.signIn(undefined, userId, PASSWORD)
      await browser.enrol()
      return browser
    }),
  }
  return scene
}
export type Scene = Awaited<ReturnType<typeof sceneOf>>
