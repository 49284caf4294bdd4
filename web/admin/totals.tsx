import type { Output } from '../kit/api.ts'
import { showNumber } from '../kit/date.ts'
import { statusWord } from '../kit/status.tsx'
import { w } from './words.ts'

export type Totals = Output<'assignment.get'>['totals']
/** The order in which figures stand: what is done, what is under way, what has not begun. */
export const ORDER = ['passed', 'inProgress', 'interrupted', 'failed', 'notStarted'] as const

/** 受講率 = 合格 ÷ 対象者, in whole percent rounded down: 99.9 % is not all. */
export const rateOf = ({ target, passed }: Totals) => (target === 0 ? 0 : Math.floor((100 * passed) / target))

/** 「（10 / 27）」 beside a rate. */
export const ofTarget = ({ target, passed }: Totals) =>
  w('ofTarget', { passed: showNumber(passed), target: showNumber(target) })

const Figure = ({ to, word, n, alert }: { to: string; word: string; n: number; alert?: boolean }) => (
  <li class={alert && n > 0 ? 'alert' : undefined}>
    <a href={to}>
      <span>{word}</span>
      <strong>{showNumber(n)}</strong>
    </a>
  </li>
)

/** The strip of figures, each a link to the people behind it. */
export const Strip = ({ totals, to }: { totals: Totals; to: string }) => (
  <ul class="strip">
    <Figure to={to} word={w('target')} n={totals.target} />
    {ORDER.map((status) => (
      <Figure key={status} to={`${to}?status=${status}`} word={statusWord(status)} n={totals[status]} />
    ))}
    <Figure to={`${to}?status=notPassed`} word={w('overdue')} n={totals.overdue} alert />
  </ul>
)

/** A bar that stands for a part of a whole; the figures stand in words beside it. */
export const Track = ({ percent }: { percent: number }) => (
  <span class="bar-track" aria-hidden="true">
    <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect width={Math.min(100, percent)} height="10" />
    </svg>
  </span>
)

/** A bar with its value written beside it. */
export const Bar = ({ label, totals }: { label: string; totals: Totals }) => (
  <div class="bar-row">
    <span class="bar-label">{label}</span>
    <Track percent={rateOf(totals)} />
    <span class="bar-value">
      <strong>{rateOf(totals)}%</strong>
      {ofTarget(totals)}
    </span>
  </div>
)
