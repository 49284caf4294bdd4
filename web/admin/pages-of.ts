import { useCallback, useEffect, useState } from 'preact/hooks'
import { Problem } from '../kit/api.ts'

export interface Pages<P, R> {
  /** The first page, with whatever stands beside its rows; the old one stays while another is loaded. */
  readonly first: P | undefined
  readonly rows: readonly R[]
  readonly hasMore: boolean
  readonly busy: boolean
  readonly problem: Problem | undefined
  reload(): void
  more(): Promise<void>
}

interface State<P, R> {
  readonly first?: P
  readonly rows: readonly R[]
  readonly cursor?: string | undefined
  readonly busy: boolean
  readonly problem?: Problem
}

const asProblem = (error: unknown) =>
  error instanceof Problem ? error : new Problem({ kind: 'unexpected', ja: String(error), en: String(error) })

/** A list that grows by pages; `key` says when another list is wanted. */
export const usePages = <P extends object, R>(
  load: (cursor: string | undefined) => Promise<P & { cursor?: string | undefined }>,
  rowsOf: (page: P) => readonly R[],
  key: string,
): Pages<P, R> => {
  const [state, set] = useState<State<P, R>>({ rows: [], busy: true })
  const [turn, again] = useState(0)
  const shown = (page: P & { cursor?: string | undefined }, before: readonly R[]): State<P, R> => ({
    first: page,
    rows: [...before, ...rowsOf(page)],
    cursor: page.cursor,
    busy: false,
  })
  // the key says when what is loaded is another thing
  useEffect(() => {
    let over = false
    set((old) => ({ ...old, busy: true }))
    load(undefined).then(
      (page) => over || set(shown(page, [])),
      (error) => over || set((old) => ({ ...old, busy: false, problem: asProblem(error) })),
    )
    return () => {
      over = true
    }
  }, [key, turn])
  const reload = useCallback(() => again((n) => n + 1), [])
  const more = async () => {
    set({ ...state, busy: true })
    try {
      set(shown(await load(state.cursor), state.rows))
    } catch (error) {
      set({ ...state, busy: false, problem: asProblem(error) })
    }
  }
  return { ...state, first: state.first, problem: state.problem, hasMore: !!state.cursor, reload, more }
}
