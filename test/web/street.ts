import { addOperator, addPerson, foundCompany } from '../../bin/town/found.ts'
import { openCourses } from '../../bin/town/live.ts'
import { OPERATOR, PASSWORD } from '../../bin/town/people.ts'
import { study } from '../../bin/town/study.ts'
import { nowInstant } from '../../lambdas/runtime/clock.ts'
import type { World } from '../world/world.ts'
import { asAdministrator, typeSignIn } from './enter.ts'
import type { Screen } from './stage.ts'

/** People of the sample world, each in the state that a page is about. */
export const PEOPLE = {
  notStarted: 'E0002',
  inProgress: '0042',
  failed: 'a.suzuki',
  passed: 'E0001',
  interrupted: 'Ｅ0007',
} as const
export type Who = keyof typeof PEOPLE | 'administrator' | 'operator'

/** One street of the sample world: its first company with those people alone, quick to build. */
export const buildStreet = async ({ cloud }: World): Promise<void> => {
  await addOperator(cloud, OPERATOR.userId, OPERATOR.name, OPERATOR.password)
  const company = await foundCompany(cloud, { code: 'mirai', name: '株式会社みらい商事', seats: 50 })
  const add = (userId: string, name: string, roles: readonly string[]) =>
    addPerson(cloud, company, { userId, name, roles, password: PASSWORD })
  await add('kanri', '管理 恵', ['learner', 'administrator'])
  const learners = []
  for (const [progress, userId] of Object.entries(PEOPLE))
    learners.push({
      progress: progress as keyof typeof PEOPLE,
      member: await add(userId, '見本 花子', ['learner']),
    })
  await openCourses(cloud, company)
  for (const { member, progress } of learners) await study(cloud, company, member, progress, nowInstant())
}

/** Signs in whoever a scene is about. */
export const enter = async (page: Screen, who: Who): Promise<void> => {
  if (who === 'administrator') return void (await asAdministrator(page, 'mirai', 'kanri', PASSWORD))
  if (who === 'operator')
    return void (await asAdministrator(page, undefined, OPERATOR.userId, OPERATOR.password))
  await page.goto('/learner/')
  await typeSignIn(page, { company: 'mirai', userId: PEOPLE[who], password: PASSWORD })
  await page.getByRole('heading', { name: 'やること' }).waitFor()
}
