import { type Examples, nobodys } from './example.ts'

export const record: Examples<'record'> = {
  'record.list': {
    valid: [
      async (scene) => ({
        by: scene.admin,
        input: {
          assignmentId: scene.assignmentId,
          status: 'notStarted',
          departmentId: await scene.department(),
        },
      }),
    ],
    invalid: [
      ['status', { assignmentId: nobodys('asg'), status: 'lost' }],
      ['cursor', { assignmentId: nobodys('asg'), cursor: '%00' }],
    ],
  },
  'record.get': {
    valid: [
      async (scene) => ({
        by: scene.admin,
        input: { assignmentId: scene.assignmentId, memberId: (await scene.learner()).id },
      }),
    ],
    invalid: [['memberId', { assignmentId: nobodys('asg') }]],
  },
  'record.totals': {
    valid: [async ({ admin, assignmentId }) => ({ by: admin, input: { assignmentId } })],
    invalid: [['assignmentId', { assignmentId: '' }]],
  },
  'record.report': {
    valid: [async ({ admin, assignmentId }) => ({ by: admin, input: { id: assignmentId } })],
    invalid: [['id', {}]],
  },
  'record.export': {
    valid: [
      async (scene) => ({
        by: scene.admin,
        input: {
          assignmentId: scene.assignmentId,
          format: 'csv-sjis',
          departmentId: await scene.department(),
        },
      }),
    ],
    invalid: [['format', { assignmentId: nobodys('asg'), format: 'ods' }]],
  },
}
