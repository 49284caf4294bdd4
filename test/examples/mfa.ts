import { codeAt, stepAt } from '../../bin/local/cognito/totp.ts'
import { clock } from '../../lambdas/runtime/clock.ts'
import { type Examples, takesNothing } from './example.ts'

export const mfa: Examples<'mfa'> = {
  'mfa.begin': {
    valid: [async (scene) => ({ by: (await scene.learner()).browser, input: {} })],
    invalid: takesNothing,
  },
  'mfa.confirm': {
    valid: [
      async (scene) => {
        const { browser } = await scene.learner()
        const { secret } = await browser.call('mfa.begin', {})
        return { by: browser, input: { code: codeAt(secret, stepAt(clock.source())) } }
      },
    ],
    invalid: [['code', { code: '' }]],
  },
  'mfa.renew': {
    valid: [
      async (scene) => {
        const { browser } = await scene.learner()
        await browser.enrol()
        return { by: browser, input: {} }
      },
    ],
    invalid: takesNothing,
  },
}
