import { PASSWORD } from '../world/world.ts'
import type { Examples } from './example.ts'

export const link: Examples<'link'> = {
  'link.open': {
    valid: [async (scene) => ({ by: scene.visitor(), input: { token: await scene.link() } })],
    invalid: [['token', { token: 'kaisha.short' }]],
  },
  'link.use': {
    valid: [
      async (scene) => ({
        by: scene.visitor(),
        input: { token: await scene.link(), password: 'ashita-mo-mata-manabu' },
      }),
    ],
    invalid: [
      ['token', { token: '', password: PASSWORD }],
      ['password', { token: `kaisha.${'a'.repeat(43)}`, password: '' }],
    ],
  },
}
