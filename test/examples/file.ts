import type { Examples } from './example.ts'

export const file: Examples<'file'> = {
  'file.open': {
    valid: [async ({ admin }) => ({ by: admin, input: { purpose: 'roster', name: '名簿.csv', size: 120 } })],
    invalid: [
      ['purpose', { purpose: 'photo', name: '名簿.csv', size: 120 }],
      ['name', { purpose: 'roster', name: '', size: 120 }],
      ['size', { purpose: 'roster', name: '名簿.csv', size: 50_000_001 }],
    ],
  },
  'file.close': {
    valid: [async (scene) => ({ by: scene.admin, input: { fileId: await scene.sent() } })],
    invalid: [['fileId', { fileId: '../secret' }]],
  },
  'file.link': {
    valid: [async (scene) => ({ by: scene.admin, input: { fileId: (await scene.made()).fileId } })],
    invalid: [['fileId', {}]],
  },
}
