import { PASSWORD } from '../../bin/town/people.ts'
import { typeSignIn } from './enter.ts'
import type { Screen } from './stage.ts'
import type { Who } from './street.ts'

export interface Scene {
  readonly name: string
  readonly who?: Who
  readonly path: string
  /** What stands on the page when it is ready. */
  readonly ready: string
  readonly act?: (page: Screen) => Promise<void>
}

const E = 'privacy-2026'
const submit = async (page: Screen) => void (await page.locator('form button[type=submit]').click())
const wrongPassword = async (page: Screen) => {
  await typeSignIn(page, { company: 'mirai', userId: 'E0002', password: 'chigau-aikotoba' })
  await page.locator('.summary').waitFor()
}

export const SITE: readonly Scene[] = [
  { name: 'site', path: '/', ready: '.up' },
  { name: 'site-en', path: '/en/', ready: '.up' },
]

export const SIGN_IN: readonly Scene[] = [
  { name: 'sign-in', path: '/learner/', ready: 'form' },
  {
    name: 'sign-in-empty',
    path: '/learner/#c=mirai',
    ready: 'form',
    act: async (page) => {
      page.provokes('422 session.start')
      await submit(page)
      await page.locator('.summary').waitFor()
    },
  },
  {
    name: 'sign-in-wrong',
    path: '/learner/',
    ready: 'form',
    act: async (page) => {
      page.provokes('401 session.start')
      await wrongPassword(page)
    },
  },
  {
    name: 'forgot',
    path: '/learner/',
    ready: 'form',
    act: async (page) => {
      await page.locator('button.link').first().click()
      await page.getByLabel('パスワード').waitFor({ state: 'detached' })
    },
  },
  {
    name: 'bad-link',
    path: `/learner/#link=mirai.${'x'.repeat(43)}`,
    ready: '[role=alert]',
    act: async (page) => page.provokes('404 link.open', '422 link.open', '410 link.open', '403 link.open'),
  },
  { name: 'operator-sign-in', path: '/operator/', ready: 'form' },
]

export const LEARNER: readonly Scene[] = [
  { name: 'home-not-started', who: 'notStarted', path: '/learner/', ready: '.card' },
  { name: 'home-failed', who: 'failed', path: '/learner/', ready: '.card' },
  { name: 'home-passed', who: 'passed', path: '/learner/', ready: '.empty' },
  {
    name: 'menu',
    who: 'notStarted',
    path: '/learner/',
    ready: '.card',
    act: async (page) => page.locator('summary').first().click(),
  },
  { name: 'course', who: 'notStarted', path: `/learner/#/course/${E}`, ready: 'ol li' },
  { name: 'lesson', who: 'inProgress', path: `/learner/#/lesson/${E}/policy`, ready: 'article' },
  { name: 'result-failed', who: 'failed', path: `/learner/#/result/${E}`, ready: 'main .card' },
  { name: 'result-passed', who: 'passed', path: `/learner/#/result/${E}`, ready: '.empty' },
  { name: 'course-passed', who: 'passed', path: `/learner/#/course/${E}`, ready: 'ol li' },
  { name: 'test', who: 'failed', path: `/learner/#/test/${E}`, ready: '.choice' },
  { name: 'test-elsewhere', who: 'interrupted', path: `/learner/#/test/${E}`, ready: 'h1' },
  { name: 'settings', who: 'notStarted', path: '/learner/#/settings', ready: 'form' },
  {
    name: 'settings-wrong',
    who: 'notStarted',
    path: '/learner/#/settings',
    ready: 'form',
    act: async (page) => {
      page.provokes('422 password.change')
      await page.locator('input[name=current]').fill(PASSWORD)
      await page.locator('input[name=password]').fill('mijikai')
      await submit(page)
      await page.locator('.summary').waitFor()
    },
  },
  { name: 'guide', who: 'notStarted', path: '/learner/#/guide', ready: 'h1' },
  {
    name: 'no-such-course',
    who: 'notStarted',
    path: '/learner/#/course/privacy-2031',
    ready: '[role=alert]',
    act: async (page) => page.provokes('404 enrollment.get'),
  },
]

export const OPERATING: readonly Scene[] = [
  { name: 'operator-home', who: 'operator', path: '/operator/', ready: 'table' },
]
