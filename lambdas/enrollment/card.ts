import { finishOn } from '../assignment/closing.ts'
import type { AssignmentItem } from '../assignment/items.ts'
import type { LearningStatus } from '../assignment/schema.ts'
import { dayOf, daysBetween } from '../runtime/tokyo.ts'
import { type Learning, statusOf } from './items.ts'
import type { Card } from './schema.ts'

const passOf = ({ attempts }: Learning) => attempts.find((one) => one.allRight)

/** What a learner's card says of one edition at an instant. */
export const cardOf = (learning: Learning, assignment: AssignmentItem, now: string): Card => {
  const today = dayOf(now)
  const status = statusOf(learning, now)
  const pass = passOf(learning)
  return {
    edition: assignment.edition,
    title: assignment.title,
    fiscalYear: assignment.fiscalYear,
    status,
    minutes: assignment.minutes,
    startsOn: assignment.startsOn,
    dueOn: assignment.dueOn,
    closesOn: assignment.closesOn,
    daysLeft: daysBetween(today, assignment.dueOn),
    overdue: status !== 'passed' && today > assignment.dueOn,
    late: pass?.late === true,
    closed: today > assignment.closesOn,
    ...(pass?.submittedAt ? { passedAt: pass.submittedAt } : {}),
    exempt: learning.enrollment.exempt !== undefined,
  }
}

const NEAR_DAYS = 7
const BY_STATUS: Record<LearningStatus, number> = {
  interrupted: 2,
  failed: 3,
  inProgress: 4,
  notStarted: 5,
  passed: 6,
}

/** やること: 期限切れ → within 7 days → 中断 → 不合格 → 受講中 → 未受講; the nearer 受講期限 first. */
const urgency = (card: Card) => (card.overdue ? 0 : card.daysLeft <= NEAR_DAYS ? 1 : BY_STATUS[card.status])

export const byUrgency = (a: Card, b: Card) =>
  urgency(a) - urgency(b) || a.daysLeft - b.daysLeft || (a.edition < b.edition ? -1 : 1)

/** Still something to do: not passed, not 対象外, begun, and open (or `open`: an attempt that may still be finished). */
export const isToDo = (card: Card, today: string, open: boolean) =>
  card.status !== 'passed' &&
  !card.exempt &&
  card.startsOn <= today &&
  (!card.closed || (open && today <= finishOn(card)))
