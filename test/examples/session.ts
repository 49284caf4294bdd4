import { PASSWORD } from '../world/world.ts'
import { type Examples, takesNothing } from './example.ts'

const TICKET = 'kaisha.0123456789abcdefghijklmnopqrstuv'

export const session: Examples<'session'> = {
  'session.start': {
    valid: [
      async (scene) => ({
        by: scene.visitor(),
        input: { company: scene.code, userId: (await scene.person()).userId, password: PASSWORD },
      }),
    ],
    invalid: [
      ['userId', { company: 'kaisha', userId: '', password: PASSWORD }],
      ['password', { company: 'kaisha', userId: 'a001' }],
      ['company', { company: 4, userId: 'a001', password: PASSWORD }],
    ],
  },
  'session.factor': {
    valid: [
      async (scene) => {
        const by = scene.visitor()
        const step = await by.signIn(scene.code, 'kanri', PASSWORD)
        if (step.next !== 'totp') throw new Error('an administrator shows an authenticator')
        const code = scene.recoveryCodes.pop() as string
        return { by, input: { ticket: step.ticket, code, password: PASSWORD } }
      },
    ],
    invalid: [
      ['ticket', { ticket: 'short', code: '123456' }],
      ['code', { ticket: TICKET, code: '' }],
    ],
  },
  'session.password': {
    valid: [
      async (scene) => {
        const by = scene.visitor()
        const { userId } = await scene.person({ temporary: 'Kari-no-1234' })
        const step = await by.signIn(scene.code, userId, 'Kari-no-1234')
        if (step.next !== 'password') throw new Error('a temporary password is changed at once')
        return { by, input: { ticket: step.ticket, password: PASSWORD } }
      },
    ],
    invalid: [
      ['password', { ticket: TICKET, password: '' }],
      ['ticket', { ticket: `${TICKET}!`, password: PASSWORD }],
    ],
  },
  'session.refresh': {
    valid: [async (scene) => ({ by: (await scene.learner()).browser, input: {} })],
    invalid: takesNothing,
  },
  'session.get': {
    valid: [async (scene) => ({ by: (await scene.learner()).browser, input: {} })],
    invalid: takesNothing,
  },
  'session.end': {
    valid: [
      async (scene) => ({ by: (await scene.learner()).browser, input: { everywhere: true } }),
      async (scene) => ({ by: (await scene.learner()).browser, input: {} }),
    ],
    invalid: [['everywhere', { everywhere: 'yes' }]],
  },
}
