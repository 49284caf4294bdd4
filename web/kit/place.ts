import { useEffect, useState } from 'preact/hooks'

/** Where one is inside an app: `#/lesson/privacy-2026/policy?x=1`. */
export interface Place {
  readonly parts: readonly string[]
  readonly query: URLSearchParams
}
const placeOf = (hash: string): Place => {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?')
  return { parts: path.split('/').filter(Boolean).map(decodeURIComponent), query: new URLSearchParams(query) }
}

export const go = (path: string) => {
  location.hash = path
}

let leaving = false
/** Names the page after its heading; after a step to another page the heading takes the focus. Until it is there, nothing. */
export const arrive = () => {
  const heading = document.querySelector<HTMLElement>('main h1')
  if (!heading) return
  document.title = `${heading.textContent} - Kizuki`
  if (leaving) heading.focus({ preventScroll: true })
  leaving = false
}
/** A step to another page or question: from its top, with its heading read out. */
export const depart = () => {
  leaving = true
  scrollTo(0, 0)
  requestAnimationFrame(() => requestAnimationFrame(arrive))
}

/** The present place in the app. */
export const usePlace = (): Place => {
  const [hash, set] = useState(location.hash)
  useEffect(() => {
    const listener = () => {
      set(location.hash)
      depart()
    }
    // a step taken between the first drawing and now
    set(location.hash)
    addEventListener('hashchange', listener)
    return () => removeEventListener('hashchange', listener)
  }, [])
  return placeOf(hash)
}
