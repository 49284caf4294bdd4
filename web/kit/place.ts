import { useEffect, useState } from 'preact/hooks'

/** Where one is inside an app: `#/lesson/privacy-2026/policy?x=1`. */
export interface Place {
  readonly parts: readonly string[]
  readonly query: URLSearchParams
}
const read = (): Place => {
  const [path = '', query = ''] = location.hash.replace(/^#\/?/, '').split('?')
  return { parts: path.split('/').filter(Boolean).map(decodeURIComponent), query: new URLSearchParams(query) }
}

export const go = (path: string) => {
  location.hash = path
}

/** The present place; a new one scrolls to the top and moves the focus to the page's heading. */
export const usePlace = (): Place => {
  const [place, set] = useState(read)
  useEffect(() => {
    const listener = () => {
      set(read())
      scrollTo(0, 0)
      requestAnimationFrame(() => document.querySelector<HTMLElement>('h1')?.focus())
    }
    addEventListener('hashchange', listener)
    return () => removeEventListener('hashchange', listener)
  }, [])
  return place
}
