import type { ComponentChildren } from 'preact'
import { useRef } from 'preact/hooks'
import { showNumber } from '../kit/date.ts'
import { spoken } from '../kit/language.ts'
import { k } from '../kit/words.ts'
import type { Pages } from './pages-of.ts'
import { w } from './words.ts'

const shownWords = (n: number, total: number | undefined, hasMore: boolean) => {
  if (total !== undefined && total >= n) return w('shownOf', { n: showNumber(n), total: showNumber(total) })
  return w(hasMore ? 'shownFirst' : 'shownSome', { n: showNumber(n) })
}

interface ListProps {
  readonly of: Pages<object, unknown>
  /** How many there are in all, where that is known. */
  readonly total?: number | undefined
  readonly empty: ComponentChildren
  readonly children: ComponentChildren
}

/** What stands around the rows of any list: how many are shown, the next page, what to do when there are none or it failed. */
export const List = ({ of, total, empty, children }: ListProps) => {
  const place = useRef<HTMLDivElement>(null)
  const further = async () => {
    const before = of.rows.length
    await of.more()
    // the focus goes to the first row that has just come
    requestAnimationFrame(() =>
      place.current
        ?.querySelectorAll<HTMLElement>('tbody tr')
        [before]?.querySelector<HTMLElement>('button, input')
        ?.focus(),
    )
  }
  if (of.problem)
    return (
      <div class="notice" role="alert">
        <p>{spoken(of.problem)}</p>
        <button type="button" onClick={of.reload}>
          {k('retry')}
        </button>
      </div>
    )
  if (!of.first)
    return (
      <div class="skeleton rows" role="status">
        <span class="hidden">{k('loading')}</span>
      </div>
    )
  return (
    <div ref={place} class={of.busy ? 'list waits' : 'list'} aria-busy={of.busy}>
      <p class="quiet" role="status">
        {of.rows.length > 0 && shownWords(of.rows.length, total, of.hasMore)}
      </p>
      {of.rows.length === 0 ? <div class="empty">{empty}</div> : children}
      {of.hasMore && (
        <button type="button" class="further" onClick={further}>
          {w('more')}
        </button>
      )}
    </div>
  )
}
