import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AttemptFacts, type LearningFacts, statusAt } from '../../../lambdas/enrollment/status-at.ts'

const NOW = '2026-11-24T03:00:00.000Z'
const BEFORE = '2026-11-24T02:59:00.000Z'
const AFTER = '2026-11-24T03:20:00.000Z'
const EARLY = '2026-11-01T00:00:00.000Z'

const open = (more: Partial<AttemptFacts> = {}): AttemptFacts => ({
  startedAt: EARLY,
  leaseUntil: AFTER,
  ...more,
})
const handedIn = (allRight: boolean, startedAt = EARLY): AttemptFacts => ({
  startedAt,
  leaseUntil: EARLY,
  submittedAt: BEFORE,
  allRight,
})
const facts = (attempts: AttemptFacts[], more: Partial<LearningFacts> = {}): LearningFacts => ({
  openedAt: EARLY,
  attempts,
  ...more,
})

describe('受講状態 is the first line of the table that fits', () => {
  test.each<[string, LearningFacts, string]>([
    ['合格: a submitted attempt has all questions right', facts([handedIn(true)]), 'passed'],
    ['合格 stands whatever failed before it', facts([handedIn(false), handedIn(true)]), 'passed'],
    ['受講中: an attempt is open and its lease stands', facts([open()]), 'inProgress'],
    [
      '受講中 goes before 不合格 while the next attempt is open',
      facts([handedIn(false), open()]),
      'inProgress',
    ],
    ['中断: the lease has run out', facts([open({ leaseUntil: BEFORE })]), 'interrupted'],
    ['中断: the lease runs out at this very instant', facts([open({ leaseUntil: NOW })]), 'interrupted'],
    ['中断: 「中断して保存」 before the lease is over', facts([open({ paused: true })]), 'interrupted'],
    ['不合格: submitted, none open', facts([handedIn(false)]), 'failed'],
    ['受講中: a lesson was opened, no attempt begun', facts([]), 'inProgress'],
    ['未受講: none of these', { attempts: [] }, 'notStarted'],
    [
      '再受講 ordered after the pass: the pass no longer counts',
      facts([handedIn(true)], { retakeOrderedAt: BEFORE }),
      'inProgress',
    ],
    [
      '再受講: an attempt begun since then counts',
      facts([handedIn(true), handedIn(true, NOW)], { retakeOrderedAt: BEFORE }),
      'passed',
    ],
    [
      '再受講: a failed attempt since then is 不合格',
      facts([handedIn(true), handedIn(false, NOW)], { retakeOrderedAt: BEFORE }),
      'failed',
    ],
  ])('%s', (_, given, expected) => {
    expect(statusAt(given, NOW)).toBe(expected)
  })
})

test('time alone changes 受講中 into 中断 and nothing else', () => {
  const instant = fc
    .integer({ min: 0, max: 100 })
    .map((n) => new Date(Date.UTC(2026, 10, 24) + n * 60_000).toISOString())
  const attempt = fc.record(
    {
      startedAt: instant,
      leaseUntil: instant,
      paused: fc.boolean(),
      submittedAt: instant,
      allRight: fc.boolean(),
    },
    { requiredKeys: ['startedAt', 'leaseUntil'] },
  )
  const any = fc.record({
    openedAt: fc.option(instant, { nil: undefined }),
    attempts: fc.array(attempt, { maxLength: 4 }),
  })
  fc.assert(
    fc.property(any, instant, instant, (given, a, b) => {
      const [early, late] = [a, b].sort() as [string, string]
      const [before, after] = [statusAt(given, early), statusAt(given, late)]
      expect(after).toBe(before === 'inProgress' && after !== before ? 'interrupted' : before)
    }),
  )
})
