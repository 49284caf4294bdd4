import type { Examples } from './example.ts'

export const slip: Examples<'slip'> = {
  'slip.issue': {
    valid: [
      async (scene) => ({
        by: scene.admin,
        input: {
          target: { kind: 'members', ids: [(await scene.person({ temporary: 'Kari-no-1234' })).id] },
          format: 'csv',
        },
      }),
      async (scene) => ({
        by: scene.admin,
        input: { target: { kind: 'department', departmentId: await scene.department() }, format: 'csv' },
      }),
      async ({ admin }) => ({ by: admin, input: { target: { kind: 'everyone' }, format: 'pdf' } }),
    ],
    invalid: [
      ['target.ids', { target: { kind: 'members', ids: [] }, format: 'csv' }],
      ['target.ids.0', { target: { kind: 'members', ids: ['a001'] }, format: 'csv' }],
      ['target.kind', { target: { kind: 'somebody' }, format: 'csv' }],
      ['format', { target: { kind: 'everyone' }, format: 'docx' }],
    ],
  },
}
