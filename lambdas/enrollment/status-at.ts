import type { LearningStatus } from '../assignment/schema.ts'

/** What is stored of one attempt, as far as the status needs it. */
export interface AttemptFacts {
  readonly startedAt: string
  readonly leaseUntil: string
  readonly paused?: boolean | undefined
  readonly submittedAt?: string | undefined
  readonly allRight?: boolean | undefined
}
export interface LearningFacts {
  readonly openedAt?: string | undefined
  readonly attempts: readonly AttemptFacts[]
  /** Attempts begun before a 再受講 order no longer count. */
  readonly retakeOrderedAt?: string | undefined
}

/** The attempt that has not been handed in, if there is one. */
export const openAttempt = <A extends AttemptFacts>(attempts: readonly A[]): A | undefined =>
  attempts.find((one) => !one.submittedAt)

/** A lease that has run out, or 「中断して保存」. */
export const isInterrupted = (attempt: AttemptFacts, now: string) =>
  attempt.paused === true || now >= attempt.leaseUntil

/**
 * 受講状態 of learner × edition at an instant: the first line of the table that fits. Nobody can set it; it follows from
 * stored facts alone.
 */
export const statusAt = (facts: LearningFacts, now: string): LearningStatus => {
  const since = facts.retakeOrderedAt
  const attempts = since ? facts.attempts.filter((one) => one.startedAt > since) : facts.attempts
  if (attempts.some((one) => one.submittedAt && one.allRight)) return 'passed'
  const open = openAttempt(attempts)
  if (open) return isInterrupted(open, now) ? 'interrupted' : 'inProgress'
  if (attempts.some((one) => one.submittedAt)) return 'failed'
  return facts.openedAt ? 'inProgress' : 'notStarted'
}
