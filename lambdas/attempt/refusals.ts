import { Problem } from '../runtime/problem.ts'
import { Refused } from '../runtime/step.ts'
import type { Attempt } from './items.ts'

export const notNow = (ja: string, en: string) => new Problem('notNow', { words: { ja, en } })

export const closed = () =>
  notNow(
    '受付は終了しました。会社の管理者にお問い合わせください。',
    'This course has closed. Please ask your administrator.',
  )

/** What to tell a screen whose write was refused, by what stands there. */
export const explain = (one: Attempt | undefined) =>
  one?.submittedAt
    ? notNow(
        'このテストは提出済みです。結果の画面をご覧ください。',
        'This test has been handed in. See its result.',
      )
    : new Problem('continuedElsewhere')

/** A refused write means that something came between reading and writing: look again, once. */
export const lookingAgain = async <T>(run: () => Promise<T>): Promise<T> => {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof Refused)) throw error
  }
  try {
    return await run()
  } catch (error) {
    throw error instanceof Refused ? new Problem('changed') : error
  }
}
