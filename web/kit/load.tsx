import type { ComponentChildren } from 'preact'
import { useCallback, useEffect, useState } from 'preact/hooks'
import { Problem } from './api.ts'
import { spoken } from './language.ts'
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
  const mine = state.key === key
  return { value: mine ? state.value : undefined, problem: mine ? state.problem : undefined, reload }
}

/** Shows what was loaded, a quiet frame meanwhile (after 400 ms), or what to do when it failed. */
export const Show = <T,>({ of, children }: { of: Loaded<T>; children: (value: T) => ComponentChildren }) => {
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 400)
    return () => clearTimeout(timer)
  }, [])
  if (of.value !== undefined) return <>{children(of.value)}</>
  if (of.problem)
    return (
      <div class="notice" role="alert">
        <p>{spoken(of.problem)}</p>
        <button type="button" onClick={of.reload}>
          {k('retry')}
        </button>
      </div>
    )
  return slow ? (
    <div class="skeleton" role="status">
      <span class="hidden">{k('loading')}</span>
    </div>
  ) : null
}
