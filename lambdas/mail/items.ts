import { errand } from '../outbox/items.ts'
import { type Key, put, type Step } from '../runtime/step.ts'

export interface MailOrder {
  readonly template: 'reset' | 'invitation' | 'setup'
  readonly memberId: string
  readonly normal: string
}
export const mailKey = (prefix: string, id: string): Key => ({ pk: `${prefix}MAIL#${id}`, sk: 'MAIL' })

/** A mail to one person, ordered in the transaction of the act: the row and its errand. The address is read when it goes. */
export const mailSteps = (prefix: string, order: MailOrder, now: string, id: string): Step[] => [
  put({ ...mailKey(prefix, id), ...order, state: 'queued', at: now }),
  errand(prefix, id, now, { kind: 'mail', mailId: id }),
]
