import { addDays, dayOf } from '../runtime/tokyo.ts'

const two = (n: number) => String(n).padStart(2, '0')

/** First day (Tokyo) of 年度 Y that starts in `startMonth` (1–12): named by the year in which it begins. */
export const firstDayOf = (year: number, startMonth: number) => `${year}-${two(startMonth)}-01`

/** Last day of 年度 Y. */
export const lastDayOf = (year: number, startMonth: number) => addDays(firstDayOf(year + 1, startMonth), -1)

/** The 年度 on a Tokyo day. */
export const fiscalYearOn = (day: string, startMonth: number) => {
  const year = Number(day.slice(0, 4))
  return Number(day.slice(5, 7)) >= startMonth ? year : year - 1
}

/** The 年度 at an instant. */
export const fiscalYearAt = (instant: string, startMonth: number) => fiscalYearOn(dayOf(instant), startMonth)
