import type { ComponentChildren } from 'preact'
import { useCallback, useEffect, useState } from 'preact/hooks'
import { onOutage, Problem } from './api.ts'
import { spoken } from './language.ts'
import { arrive } from './place.ts'
import { k } from './words.ts'

export interface Loaded<T> {
  readonly value: T | undefined
  readonly problem: Problem | undefined
  reload(): void
}

/** Loads when `key` changes and on `reload`; what was shown stays until the new is there. */
export const useLoad = <T,>(load: () => Promise<T>, key: string): Loaded<T> => {
  const [state, set] = useState<{ key: string; value?: T; problem?: Problem }>({ key })
  const [turn, again] = useState(0)
  // the key says when what is loaded is another thing
  useEffect(() => {
    let over = false
    load().then(
      (value) => over || set({ key, value }),
      (error) =>
        over ||
        set((old) => ({
          ...old,
          key,
          problem:
            error instanceof Problem
              ? error
              : new Problem({ kind: 'unexpected', ja: String(error), en: String(error) }),
        })),
    )
    return () => {
      over = true
    }
  }, [key, turn])
  const reload = useCallback(() => again((n) => n + 1), [])
  const cut = state.problem?.kind === 'offline'
  // what could not be fetched is fetched as soon as the doors answer again
  useEffect(() => (cut ? onOutage((down) => down || reload()) : undefined), [cut, reload])
  const mine = state.key === key
  return { value: mine ? state.value : undefined, problem: mine ? state.problem : undefined, reload }
}

/** What asking once more can help against. */
const AGAIN: readonly string[] = ['offline', 'unavailable', 'unexpected', 'tooMany', 'changed']

interface ShowProps<T> {
  readonly of: Loaded<T>
  /** The page has no heading but what is loaded here: a failure brings one. */
  readonly page?: boolean
  /** Where to go when it is refused for good; home if nothing is said. */
  readonly instead?: { readonly href: string; readonly word: string }
  readonly children: (value: T) => ComponentChildren
}

/** Shows what was loaded, a quiet frame meanwhile (after 400 ms), or what to do when it failed. */
export const Show = <T,>({ of, page, instead, children }: ShowProps<T>) => {
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 400)
    return () => clearTimeout(timer)
  }, [])
  useEffect(arrive, [of.value, of.problem])
  if (of.value !== undefined) return <>{children(of.value)}</>
  if (of.problem) {
    const mayHelp = AGAIN.includes(of.problem.kind)
    const says = spoken(of.problem)
    return (
      <div class="notice" role="alert">
        {page ? <h1 tabIndex={-1}>{says}</h1> : <p>{says}</p>}
        <div class="buttons">
          {mayHelp ? (
            <button type="button" onClick={of.reload}>
              {k('retry')}
            </button>
          ) : (
            <a class="button" href={instead?.href ?? '#/'}>
              {instead?.word ?? k('toHome')}
            </a>
          )}
        </div>
      </div>
    )
  }
  return slow ? (
    <div class="skeleton" role="status">
      <span class="hidden">{k('loading')}</span>
    </div>
  ) : null
}
