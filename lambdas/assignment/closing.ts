import { addDays, endOf } from '../runtime/tokyo.ts'

/** After 受付終了日 nothing starts; an attempt open then may be finished for 7 more days, then the record is 確定. */
const GRACE_DAYS = 7

/** The last day on which an open attempt may be handed in. */
export const finishOn = ({ closesOn }: { readonly closesOn: string }) => addDays(closesOn, GRACE_DAYS)

/** The first instant at which the record is 確定. */
export const settledAt = (one: { readonly closesOn: string }) => endOf(finishOn(one))
