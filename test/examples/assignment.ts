import { EDITION } from '../world/study.ts'
import { type Examples, takesNothing } from './example.ts'

const OPENING = { edition: EDITION, startsOn: '2026-04-01', dueOn: '2027-01-29', closesOn: '2027-03-31' }

export const assignment: Examples<'assignment'> = {
  'assignment.preview': {
    valid: [
      async (scene) => ({
        by: scene.admin,
        input: { target: { kind: 'departments', ids: [await scene.department()] } },
      }),
      async (scene) => ({
        by: scene.admin,
        input: { target: { kind: 'members', ids: [(await scene.person()).id] } },
      }),
    ],
    invalid: [
      ['target.kind', { target: { kind: 'nobody' } }],
      ['target.ids', { target: { kind: 'departments', ids: [] } }],
      ['target', {}],
    ],
  },
  'assignment.open': {
    valid: [
      async (scene) => {
        const other = await scene.another()
        const ids = [await other.department()]
        return { by: other.admin, input: { ...OPENING, target: { kind: 'departments', ids } } }
      },
      async (scene) => {
        const other = await scene.another()
        const ids = [(await other.person()).id]
        return { by: other.admin, input: { ...OPENING, target: { kind: 'members', ids } } }
      },
    ],
    invalid: [
      ['startsOn', { ...OPENING, target: { kind: 'everyone' }, startsOn: '2026-13-01' }],
      ['dueOn', { ...OPENING, target: { kind: 'everyone' }, dueOn: '2026-03-01' }],
      ['closesOn', { ...OPENING, target: { kind: 'everyone' }, closesOn: '2027-04-01' }],
      ['edition', { ...OPENING, target: { kind: 'everyone' }, edition: 'privacy' }],
    ],
  },
  'assignment.list': {
    valid: [async ({ admin }) => ({ by: admin, input: {} })],
    invalid: takesNothing,
  },
  'assignment.get': {
    valid: [async ({ admin, assignmentId }) => ({ by: admin, input: { id: assignmentId } })],
    invalid: [['id', { id: 'asg_UPPERCASE' }]],
  },
}
