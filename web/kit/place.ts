import { useEffect, useState } from 'preact/hooks'

/** Where one is inside an app: `#/lesson/privacy-2026/policy?x=1`. */
export interface Place {
  readonly parts: readonly string[]
  readonly query: URLSearchParams
}
const placeOf = (hash: string): Place => {
  const [path = '', query = ''] = (/^#\/(.*)/.exec(hash)?.[1] ?? '').split('?')
  return { parts: path.split('/').filter(Boolean).map(decodeURIComponent), query: new URLSearchParams(query) }
}

export const go = (path: string) => {
  location.hash = path
}
/** Goes on where one cannot come back to: the way back then leads to the page before the present one. */
export const goInstead = (path: string) => location.replace(`#${path}`)

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

const pathNow = () => location.hash.split('?')[0]

/**
 * The present place in the app. Another query (a filter) leaves focus and scroll as they are, and a hash without `/` is
 * a spot on the page (`#main`), no place.
 */
export const usePlace = (): Place => {
  const [hash, set] = useState(location.hash)
  useEffect(() => {
    let path = pathNow()
    const listener = () => {
      if (/^#[^/]/.test(location.hash)) return
      set(location.hash)
      if (path !== pathNow()) depart()
      path = pathNow()
    }
    // a step taken between the first drawing and now
    set(location.hash)
    addEventListener('hashchange', listener)
    return () => removeEventListener('hashchange', listener)
  }, [])
  return placeOf(hash)
}
