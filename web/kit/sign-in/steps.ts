import type { Output } from '../api.ts'

export type Who = Output<'session.get'>
/** What the person typed first, kept in memory while sign-in lasts: a recovery code needs it once more. */
export interface Typed {
  readonly company?: string | undefined
  readonly userId: string
  readonly password: string
}
export type Step =
  | { readonly kind: 'start'; readonly note?: string; readonly company?: string | undefined }
  | { readonly kind: 'password'; readonly ticket: string; readonly minLength: number }
  | { readonly kind: 'totp'; readonly ticket: string }
  | { readonly kind: 'recovery'; readonly ticket: string }
  | { readonly kind: 'enrol' }
  | { readonly kind: 'forgot' }
  | { readonly kind: 'link'; readonly token: string }
  | { readonly kind: 'in'; readonly who: Who }

/** The next screen after an answer of the gate. */
export const after = (answer: Output<'session.start'>): Step => {
  if (answer.next === 'home') return { kind: 'in', who: answer.who }
  if (answer.next === 'enrol') return { kind: 'enrol' }
  return answer.next === 'totp'
    ? { kind: 'totp', ticket: answer.ticket }
    : { kind: 'password', ticket: answer.ticket, minLength: answer.minLength }
}
