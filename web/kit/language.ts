import { useEffect, useState } from 'preact/hooks'

export type Language = 'ja' | 'en'
const listeners = new Set<() => void>()

const kept = (): Language => (/(?:^|; )kz-lang=en/.test(document.cookie) ? 'en' : 'ja')
let now: Language = kept()

export const language = () => now
export const setLanguage = (next: Language) => {
  now = next
  // The Cookie Store API is younger than the browsers that companies keep.
  // biome-ignore lint/suspicious/noDocumentCookie: see above
  document.cookie = `kz-lang=${next}; Path=/; SameSite=Strict; Max-Age=31536000`
  document.documentElement.lang = next
  for (const listener of listeners) listener()
}
document.documentElement.lang = now

/** Draws anew when the language is switched. */
export const useLanguage = () => {
  const [, draw] = useState(0)
  useEffect(() => {
    const listener = () => draw((n) => n + 1)
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }, [])
  return now
}

type Value = string | number
/** Words by key in both languages; `{name}` is filled from `values`. */
export const wordsOf =
  <W extends Record<string, readonly [ja: string, en: string]>>(words: W) =>
  (key: keyof W & string, values: Record<string, Value> = {}): string =>
    (words[key]?.[now === 'ja' ? 0 : 1] ?? key).replace(/\{(\w+)\}/g, (_, name: string) =>
      String(values[name] ?? ''),
    )

/** The sentence of a problem or note in the language of the page. */
export const spoken = (words: { readonly ja: string; readonly en: string }) => words[now]
