import { type Examples, takesNothing } from './example.ts'

export const tenant: Examples<'tenant'> = {
  'tenant.list': {
    valid: [async (scene) => ({ by: await scene.operator(), input: {} })],
    invalid: takesNothing,
  },
}
