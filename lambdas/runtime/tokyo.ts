import { DAY, fromMs, HOUR, toMs } from './clock.ts'

/** Japan has kept UTC+9 without daylight saving since 1952, so fixed arithmetic is exact. */
const OFFSET = 9 * HOUR

/** The calendar day in Tokyo on which an instant falls, `2026-04-01`. */
export const dayOf = (instant: string) => fromMs(toMs(instant) + OFFSET).slice(0, 10)

/** Instant as it is logged and exported, `2026-04-01T09:00:00+09:00` (seconds; white paper 8.6). */
export const inTokyo = (instant: string) => `${fromMs(toMs(instant) + OFFSET).slice(0, 19)}+09:00`

/** `2026-04-01 09:00`, for tables of records. */
export const minuteInTokyo = (instant: string) =>
  fromMs(toMs(instant) + OFFSET)
    .slice(0, 16)
    .replace('T', ' ')

/** First instant of a Tokyo day. */
export const startOf = (day: string) => fromMs(toMs(`${day}T00:00:00.000Z`) - OFFSET)

/** First instant after a Tokyo day: a due day lasts until 24:00. */
export const endOf = (day: string) => fromMs(toMs(`${day}T00:00:00.000Z`) - OFFSET + DAY)

export const addDays = (day: string, days: number) =>
  fromMs(toMs(`${day}T00:00:00.000Z`) + days * DAY).slice(0, 10)

/** Whole days from one Tokyo day to another; negative when `to` lies before `from`. */
export const daysBetween = (from: string, to: string) =>
  Math.round((toMs(`${to}T00:00:00.000Z`) - toMs(`${from}T00:00:00.000Z`)) / DAY)

/** `20261124-0931`, for file names. */
export const stampOf = (instant: string) =>
  minuteInTokyo(instant).replaceAll('-', '').replace(' ', '-').replace(':', '')
