import { expect, test } from 'vitest'
import type { Line, May } from '../../../lambdas/runtime/line.ts'
import type { Problem } from '../../../lambdas/runtime/problem.ts'
import { mustBeAllowed, mustBelong, type Standing, standingOf } from '../../../lambdas/runtime/standing.ts'
import { Refused } from '../../../lambdas/runtime/step.ts'
import type { Table } from '../../../lambdas/runtime/table.ts'

const line = (may: May, more: Partial<Line> = {}) =>
  ({ door: 'admin', may, method: 'POST', effect: 'write', ...more }) as Line
const person = (roles: string[], ...factors: string[]): Standing => ({
  profile: { state: 'active', userId: 'a001', roles },
  session: { factors: ['password', ...factors], startedAt: '', seenAt: '', endsAt: '' },
})
const LEARNER = person(['learner'])
const HALF = person(['learner', 'administrator'])
const ADMINISTRATOR = person(['learner', 'administrator'], 'totp')
const OPERATOR = person(['operator'], 'totp')
const told = (run: () => void) => {
  try {
    run()
    return 'lets in'
  } catch (error) {
    return (error as Problem).kind
  }
}

test.each<[May, Standing, boolean, Partial<Line>, string]>([
  ['person', LEARNER, false, {}, 'lets in'],
  ['person', HALF, true, {}, 'lets in'],
  ['account', LEARNER, true, {}, 'lets in'],
  ['account', HALF, false, {}, 'factorNeeded'],
  ['account', ADMINISTRATOR, true, {}, 'lets in'],
  ['learner', LEARNER, false, {}, 'lets in'],
  ['learner', LEARNER, true, {}, 'suspended'],
  ['learner', LEARNER, true, { effect: 'read' }, 'suspended'],
  ['learner', HALF, false, {}, 'factorNeeded'],
  ['learner', ADMINISTRATOR, false, {}, 'lets in'],
  ['learner', OPERATOR, false, {}, 'notAllowed'],
  ['administrator', LEARNER, false, {}, 'notAllowed'],
  ['administrator', LEARNER, true, {}, 'notAllowed'],
  ['administrator', HALF, true, { effect: 'read' }, 'factorNeeded'],
  ['administrator', ADMINISTRATOR, false, {}, 'lets in'],
  ['administrator', ADMINISTRATOR, true, {}, 'suspended'],
  ['administrator', ADMINISTRATOR, true, { effect: 'read' }, 'lets in'],
  ['administrator', ADMINISTRATOR, true, { evenSuspended: true }, 'lets in'],
  ['operator', ADMINISTRATOR, false, {}, 'notAllowed'],
  ['operator', OPERATOR, false, {}, 'lets in'],
])(
  'what is for %s, asked by %o (company suspended: %s, %o): %s',
  (may, standing, suspended, more, outcome) => {
    expect(told(() => mustBeAllowed(line(may, more), standing, suspended))).toBe(outcome)
  },
)

test.each([
  ['learner', 'learner', 'visitor', 'signedOut'],
  ['learner', 'learner', 'operator', 'notAllowed'],
  ['operator', 'operator', 'member', 'notAllowed'],
  ['operator', 'operator', 'operator', 'lets in'],
  ['gate', 'person', 'operator', 'lets in'],
  ['gate', 'person', 'visitor', 'signedOut'],
  ['gate', 'anyone', 'visitor', 'lets in'],
] as const)('at the door %s what is for %s, asked by a %s: %s', (door, may, kind, outcome) => {
  expect(told(() => mustBelong(line(may, { door }), kind))).toBe(outcome)
})

const NOW = '2026-11-25T03:00:00.000Z'
const tableWhere = (change: () => Promise<never>) =>
  ({
    list: async () => ({
      items: [
        { pk: 'p', sk: 'PROFILE', state: 'active', userId: 'a001', roles: ['learner'] },
        {
          pk: 'p',
          sk: 'SES#1',
          factors: ['password'],
          startedAt: '2026-11-25T02:00:00.000Z',
          seenAt: '2026-11-25T02:30:00.000Z',
          endsAt: '2026-11-25T14:00:00.000Z',
        },
      ],
    }),
    change,
  }) as unknown as Table

test('a session that ended while it was looked at is signed out', async () => {
  const table = tableWhere(() => Promise.reject(new Refused(0)))
  await expect(standingOf(table, 'p', '1', NOW)).rejects.toMatchObject({ kind: 'signedOut' })
})

test('a table that is busy signs nobody out', async () => {
  const busy = new Error('ProvisionedThroughputExceededException')
  await expect(
    standingOf(
      tableWhere(() => Promise.reject(busy)),
      'p',
      '1',
      NOW,
    ),
  ).rejects.toBe(busy)
})
