import { language } from './language.ts'

const locale = () => (language() === 'ja' ? 'ja-JP' : 'en-GB')
const of = (options: Intl.DateTimeFormatOptions, value: Date) =>
  new Intl.DateTimeFormat(locale(), { timeZone: 'Asia/Tokyo', ...options }).format(value)

/** 2026年4月1日（水）, from a Tokyo day. */
export const showDay = (day: string) => {
  const text = of(
    { year: 'numeric', month: 'long', day: 'numeric', weekday: 'short' },
    new Date(`${day}T00:00:00+09:00`),
  )
  return language() === 'ja' ? text.replace(/\((.)\)$/, '（$1）') : text
}
/** 4月, from its number. */
export const showMonth = (n: number) => of({ month: 'long' }, new Date(Date.UTC(2026, n - 1, 15)))
/** 2026年4月1日（水） 14:05, from an instant. */
export const showTime = (instant: string) => {
  const value = new Date(instant)
  const day = new Date(value.getTime() + 9 * 3_600_000).toISOString().slice(0, 10)
  return `${showDay(day)} ${showClock(instant)}`
}
export const showClock = (instant: string) =>
  of({ hour: '2-digit', minute: '2-digit', hour12: false }, new Date(instant))
export const showNumber = (n: number) => new Intl.NumberFormat(locale()).format(n)
