import { EDITION } from '../world/study.ts'
import { type Examples, takesNothing } from './example.ts'

export const enrollment: Examples<'enrollment'> = {
  'enrollment.list': {
    valid: [async (scene) => ({ by: (await scene.learner()).browser, input: {} })],
    invalid: takesNothing,
  },
  'enrollment.get': {
    valid: [async (scene) => ({ by: (await scene.learner()).browser, input: { edition: EDITION } })],
    invalid: [['edition', { edition: 'Privacy 2026' }]],
  },
}
