import { codeAt, stepAt } from '../../bin/local/cognito/totp.ts'
import { clock } from '../../lambdas/runtime/clock.ts'
import { pass } from './time.ts'
import { PASSWORD, type World } from './world.ts'

/** A learner of a company, signed in. */
export const learnerOf = async (world: World, code: string, userId: string) => {
  const browser = world.browser()
  await browser.signIn(code, userId, PASSWORD)
  return browser
}

/** The administrator of a company, signed in with TOTP; `again` signs in anew where time went on. */
export const administratorOf = async (world: World, code: string) => {
  const browser = world.browser()
  await browser.signIn(code, 'kanri', PASSWORD)
  const { secret } = await browser.enrol()
  let used = stepAt(clock.source())
  const again = async () => {
    // A code is good once: the next one comes 30 seconds later.
    if (stepAt(clock.source()) === used) pass(1)
    used = stepAt(clock.source())
    const step = await browser.signIn(code, 'kanri', PASSWORD)
    if (step.next !== 'totp') throw new Error('a second factor should be demanded')
    await browser.call('session.factor', {
      ticket: step.ticket,
      code: codeAt(secret, used),
    })
  }
  return { browser, again }
}
