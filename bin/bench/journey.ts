import type { Browser } from './browser.ts'
import { COMPANY } from './office.ts'

export const EDITION = 'privacy-2026'
/** The password of one's own that each measured learner sets. */
export const OWN_PASSWORD = 'hakaru-hito-no-aikotoba'
type Choice = 'a' | 'b' | 'c' | 'd'

export const STEPS = [
  'signIn',
  'load',
  'home',
  'course',
  'lesson',
  'start',
  'answer',
  'submit',
  'result',
] as const
export type StepName = (typeof STEPS)[number]
export type Clock = <T>(step: StepName, act: () => Promise<T>) => Promise<T>

/** The page with a cold cache: the document and what it names. */
export const loadPage = async (browser: Browser, path = '/learner/') => {
  const { body } = await browser.get(path)
  const named = [...body.toString().matchAll(/(?:src|href)="(\/[^"]+\.(?:js|css|svg))"/g)].map(([, at]) => at)
  for (const at of named) await browser.get(at as string)
}

/** Everything a learner does from the first page to the result, as the app asks for it. */
export const journey = async (
  browser: Browser,
  userId: string,
  right: Readonly<Record<string, Choice>>,
  clock: Clock,
): Promise<void> => {
  await clock('load', () => loadPage(browser))
  await browser.raw('session.get', {})
  await clock('signIn', () =>
    browser.call('session.start', { company: COMPANY, userId, password: OWN_PASSWORD }),
  )
  await clock('home', () => browser.call('enrollment.list', {}))
  const { lessons } = await clock('course', () => browser.call('enrollment.get', { edition: EDITION }))
  for (const { id: lesson } of lessons) {
    await clock('lesson', () => browser.call('lesson.open', { edition: EDITION, lesson }))
    await clock('lesson', () => browser.call('lesson.finish', { edition: EDITION, lesson }))
  }
  const started = await clock('start', () => browser.call('attempt.start', { edition: EDITION }))
  if (started.state !== 'open') throw new Error('the test is open elsewhere')
  const { key } = started
  for (const { id: question } of started.questions)
    await clock('answer', () =>
      browser.call('attempt.save', { edition: EDITION, key, question, choice: right[question] ?? 'a' }),
    )
  const { passed } = await clock('submit', () => browser.call('attempt.submit', { edition: EDITION, key }))
  if (!passed) throw new Error(`${userId} did not pass`)
  await clock('result', () => browser.call('attempt.result', { edition: EDITION }))
}
