import { type Examples, takesNothing } from './example.ts'

export const course: Examples<'course'> = {
  'course.list': {
    valid: [async ({ admin }) => ({ by: admin, input: {} })],
    invalid: takesNothing,
  },
}
