import { type Examples, nobodys } from './example.ts'

export const roster: Examples<'roster'> = {
  'roster.check': {
    valid: [async (scene) => ({ by: scene.admin, input: { fileId: await scene.file(), encoding: 'utf-8' } })],
    invalid: [
      ['fileId', { fileId: nobodys('mem') }],
      ['encoding', { fileId: nobodys('fil'), encoding: 'ebcdic' }],
      ['columns.line', { fileId: nobodys('fil'), columns: { line: 0, fields: [] } }],
    ],
  },
  'roster.get': {
    valid: [async (scene) => ({ by: scene.admin, input: { importId: await scene.imported() } })],
    invalid: [['importId', { importId: '1' }]],
  },
  'roster.rows': {
    valid: [
      async (scene) => ({ by: scene.admin, input: { importId: await scene.imported(), verdict: 'error' } }),
    ],
    invalid: [
      ['verdict', { importId: nobodys('imp'), verdict: 'fine' }],
      ['cursor', { importId: nobodys('imp'), cursor: '' }],
    ],
  },
  'roster.commit': {
    valid: [async (scene) => ({ by: scene.admin, input: { importId: await scene.imported(), ticked: [] } })],
    invalid: [
      ['ticked', { importId: nobodys('imp') }],
      ['importId', { importId: null, ticked: 'all' }],
    ],
  },
  'roster.errors': {
    valid: [async (scene) => ({ by: scene.admin, input: { importId: await scene.imported() } })],
    invalid: [['importId', { importId: `${nobodys('imp')}0` }]],
  },
  'roster.export': {
    valid: [async ({ admin }) => ({ by: admin, input: { format: 'xlsx' } })],
    invalid: [['format', { format: 'pdf' }]],
  },
}
