import type { Output } from '../kit/api.ts'
import { showNumber } from '../kit/date.ts'
import { STATUSES, statusWord } from '../kit/status.tsx'
import { w } from './words.ts'

export type Totals = Output<'assignment.get'>['totals']
/** 受講率 = 合格 ÷ 対象者, in whole percent rounded down: 99.9 % is not all. */
export const rateOf = ({ target, passed }: Totals) => (target === 0 ? 0 : Math.floor((100 * passed) / target))

/** The strip of figures, each a link to the people behind it. */
export const Strip = ({ totals, to }: { totals: Totals; to: string }) => (
  <ul class="strip">
    <li>
      <a href={to}>
        <span>{w('target')}</span>
        <strong>{showNumber(totals.target)}</strong>
      </a>
    </li>
    {[...STATUSES].reverse().map((status) => (
      <li key={status}>
        <a href={`${to}?status=${status}`}>
          <span>{statusWord(status)}</span>
          <strong>{showNumber(totals[status])}</strong>
        </a>
      </li>
    ))}
    <li class={totals.overdue > 0 ? 'alert' : ''}>
      <a href={to}>
        <span>{w('overdue')}</span>
        <strong>{showNumber(totals.overdue)}</strong>
      </a>
    </li>
  </ul>
)

/** A bar with its value written beside it. */
export const Bar = ({ label, totals }: { label: string; totals: Totals }) => (
  <div class="bar-row">
    <span class="bar-label">{label}</span>
    <span class="bar-track" aria-hidden="true">
      <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        <rect width={rateOf(totals)} height="10" />
      </svg>
    </span>
    <span class="bar-value">
      {rateOf(totals)} %（{showNumber(totals.passed)} / {showNumber(totals.target)}）
    </span>
  </div>
)
