import { type Examples, takesNothing } from './example.ts'

export const seat: Examples<'seat'> = {
  'seat.get': {
    valid: [async ({ admin }) => ({ by: admin, input: {} })],
    invalid: takesNothing,
  },
}
