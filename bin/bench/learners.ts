import { contentFiles } from '../content.ts'
import { openBrowser } from './browser.ts'
import { EDITION, OWN_PASSWORD } from './journey.ts'
import { COMPANY, importRoster, openOffice, rosterOf, slipsOf } from './office.ts'

/** The right choices, read where the operator keeps them: no door gives them out. */
export const rightChoices = (): Record<string, 'a' | 'b' | 'c' | 'd'> => {
  const file = contentFiles().find(({ key }) => key === `shared/keys/${EDITION}/r1.json`)
  const { questions } = JSON.parse(file?.body ?? '{}')
  return Object.fromEntries(
    Object.entries<{ right: 'a' | 'b' | 'c' | 'd' }>(questions).map(([id, { right }]) => [id, right]),
  )
}

const firstSignIn = async (origin: string, userId: string, temporary: string) => {
  const browser = openBrowser(origin)
  const step = await browser.call('session.start', { company: COMPANY, userId, password: temporary })
  if (step.next !== 'password') throw new Error(`${userId} was not asked for a password of their own`)
  await browser.call('session.password', { ticket: step.ticket, password: OWN_PASSWORD })
  // The opening takes a newcomer in by a job of its own.
  while ((await browser.call('enrollment.list', {})).todo.length === 0)
    await new Promise((done) => setTimeout(done, 100))
  browser.close()
}

/** Learners through the front door: roster file, slips, first sign-in with a password of their own. */
export const makeLearners = async (origin: string, count: number): Promise<string[]> => {
  const admin = await openOffice(origin)
  await importRoster(admin, rosterOf(count))
  const slips = [...(await slipsOf(admin))].filter(([userId]) => userId.startsWith('B'))
  admin.close()
  const waiting = [...slips]
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (let next = waiting.pop(); next; next = waiting.pop()) await firstSignIn(origin, ...next)
    }),
  )
  return slips.map(([userId]) => userId)
}
