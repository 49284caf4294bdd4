import { type Examples, takesNothing } from './example.ts'

export const job: Examples<'job'> = {
  'job.get': {
    valid: [async (scene) => ({ by: scene.admin, input: { id: (await scene.made()).jobId } })],
    invalid: [['id', { id: 'job_' }]],
  },
  'job.list': {
    valid: [async ({ admin }) => ({ by: admin, input: {} })],
    invalid: takesNothing,
  },
}
