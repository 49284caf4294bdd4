import type { Output } from '../kit/api.ts'
import { showNumber } from '../kit/date.ts'
import { ErrorsFile } from './import-errors.tsx'
import { w } from './words.ts'

/** 結果: what was reflected, what was not and why, and what comes next. */
export const Result = ({ one }: { one: Output<'roster.get'> }) => {
  const { done = 0, skipped = 0, skippedLines = [] } = one.result ?? {}
  const { error: errors = 0, confirm = 0, new: added = 0, change: changed = 0 } = one.counts ?? {}
  const unticked = confirm - Math.max(0, done + skipped - added - changed)
  return (
    <section>
      <div class="notice done" role="status">
        <h2>{w('resultTitle', { done: showNumber(done) })}</h2>
        {skipped > 0 && <p>{w('skipped', { n: showNumber(skipped) })}</p>}
        {skippedLines.length > 0 && (
          <p>{w('skippedLines', { lines: skippedLines.slice(0, 50).join('、') })}</p>
        )}
        {unticked > 0 && <p>{w('unconfirmed', { n: showNumber(unticked) })}</p>}
        {errors > 0 && <p>{w('leftOut', { n: showNumber(errors) })}</p>}
      </div>
      {errors > 0 && <ErrorsFile importId={one.id} />}
      <div class="buttons">
        <a class="button primary" href="#/slips">
          {w('nextSlips')}
        </a>
        <a class="button" href="#/members">
          {w('toMembers')}
        </a>
        <a href="#/import">{w('again')}</a>
      </div>
    </section>
  )
}
