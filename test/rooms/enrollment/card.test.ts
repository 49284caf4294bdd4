import { expect, test } from 'vitest'
import { byUrgency, cardOf, isToDo } from '../../../lambdas/enrollment/card.ts'
import type { Card } from '../../../lambdas/enrollment/schema.ts'

const NOW = '2026-11-24T03:00:00.000Z'
const card = (more: Partial<Card>): Card => ({
  edition: 'privacy-2026',
  title: '',
  fiscalYear: 2026,
  status: 'notStarted',
  minutes: 30,
  startsOn: '2026-11-01',
  dueOn: '2026-12-31',
  closesOn: '2027-03-31',
  daysLeft: 37,
  overdue: false,
  late: false,
  closed: false,
  exempt: false,
  ...more,
})

test('やること is ordered 期限切れ, within 7 days, 中断, 不合格, 受講中, 未受講', () => {
  const cards = [
    card({ edition: 'f-2026', status: 'notStarted' }),
    card({ edition: 'e-2026', status: 'inProgress' }),
    card({ edition: 'd-2026', status: 'failed' }),
    card({ edition: 'c-2026', status: 'interrupted' }),
    card({ edition: 'b-2026', daysLeft: 7 }),
    card({ edition: 'a-2026', daysLeft: -1, overdue: true }),
  ]
  expect(
    cards
      .sort(byUrgency)
      .map(({ edition }) => edition[0])
      .join(''),
  ).toBe('abcdef')
})

test.each<[string, Card, boolean, boolean]>([
  ['open and not passed', card({}), false, true],
  ['passed', card({ status: 'passed' }), false, false],
  ['対象外', card({ exempt: true }), false, false],
  ['not yet begun', card({ startsOn: '2026-11-25' }), false, false],
  ['past 受付終了日, 不合格', card({ closed: true, closesOn: '2026-11-23', status: 'failed' }), false, false],
  [
    'past 受付終了日, a lesson opened but no attempt begun',
    card({ closed: true, closesOn: '2026-11-23', status: 'inProgress' }),
    false,
    false,
  ],
  [
    'the 7th day after 受付終了日, an attempt open',
    card({ closed: true, closesOn: '2026-11-17', status: 'interrupted' }),
    true,
    true,
  ],
  [
    'the 8th day after 受付終了日, an attempt open',
    card({ closed: true, closesOn: '2026-11-16', status: 'interrupted' }),
    true,
    false,
  ],
])('%s: to do %#', (_, given, open, expected) => expect(isToDo(given, '2026-11-24', open)).toBe(expected))

test('受講期限 is good until 24:00 of its day in Tokyo', () => {
  const assignment = {
    edition: 'privacy-2026',
    title: '個人情報保護',
    fiscalYear: 2026,
    minutes: 30,
    startsOn: '2026-11-01',
    dueOn: '2026-11-24',
    closesOn: '2027-03-31',
  }
  const learning = { enrollment: { read: {}, enrolledAt: NOW }, attempts: [] }
  const at = (now: string) => cardOf(learning as never, assignment as never, now)
  expect(at('2026-11-24T14:59:59.999Z')).toMatchObject({ overdue: false, daysLeft: 0 })
  expect(at('2026-11-24T15:00:00.000Z')).toMatchObject({ overdue: true, daysLeft: -1 })
})
