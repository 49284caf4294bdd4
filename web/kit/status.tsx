import { wordsOf } from './language.ts'

const words = wordsOf({
  notStarted: ['未受講', 'Not started'],
  inProgress: ['受講中', 'In progress'],
  interrupted: ['中断', 'Interrupted'],
  failed: ['不合格', 'Not passed'],
  passed: ['合格', 'Passed'],
  interruptedSoft: ['途中まで受講', 'Partly done'],
  failedSoft: ['再テストが必要です', 'Retest needed'],
})
export type Status = 'notStarted' | 'inProgress' | 'interrupted' | 'failed' | 'passed'
export const STATUSES: readonly Status[] = ['notStarted', 'inProgress', 'interrupted', 'failed', 'passed']
/** A sign beside the word, so that nothing depends on colour. */
const SIGN: Record<Status, string> = {
  notStarted: '○',
  inProgress: '◐',
  interrupted: '‖',
  failed: '↻',
  passed: '✓',
}

export const statusWord = (status: Status, soft = false) =>
  words(soft && (status === 'interrupted' || status === 'failed') ? `${status}Soft` : status)

export const StatusTag = ({ status, soft }: { status: Status; soft?: boolean }) => (
  <span class={soft ? `tag ${status} soft` : `tag ${status}`}>
    <span aria-hidden="true">{SIGN[status]}</span> {statusWord(status, soft)}
  </span>
)
