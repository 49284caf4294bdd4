import { EMPTY_SLOTS } from '../../lambdas/company/items.ts'
import { type Examples, takesNothing } from './example.ts'

export const company: Examples<'company'> = {
  'company.get': {
    valid: [async ({ admin }) => ({ by: admin, input: {} })],
    invalid: takesNothing,
  },
  'company.change': {
    valid: [
      async ({ admin }) => {
        const { version, slots } = await admin.call('company.get', {})
        return { by: admin, input: { version, slots: { ...slots, privacyOfficer: '総務部長 見本 太郎' } } }
      },
    ],
    invalid: [
      ['version', { version: 0, slots: EMPTY_SLOTS }],
      ['slots.privacyPolicy', { version: 1, slots: { ...EMPTY_SLOTS, privacyPolicy: 'あ'.repeat(2001) } }],
      ['slots.companyName', { version: 1, slots: { ...EMPTY_SLOTS, companyName: undefined } }],
    ],
  },
}
