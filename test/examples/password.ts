import { PASSWORD } from '../world/world.ts'
import type { Examples } from './example.ts'

export const password: Examples<'password'> = {
  'password.change': {
    valid: [
      async (scene) => ({
        by: (await scene.learner()).browser,
        input: { current: PASSWORD, next: 'ashita-mo-mata-manabu' },
      }),
    ],
    invalid: [
      ['current', { current: '', next: 'ashita-mo-mata-manabu' }],
      ['next', { current: PASSWORD, next: 'a'.repeat(300) }],
    ],
  },
  'password.forget': {
    valid: [
      async (scene) => ({
        by: scene.visitor(),
        input: { company: scene.code, userId: (await scene.person({ mail: 'mihon@example.jp' })).userId },
      }),
    ],
    invalid: [
      ['company', { userId: 'a001' }],
      ['userId', { company: 'kaisha', userId: 'two\nlines' }],
    ],
  },
}
