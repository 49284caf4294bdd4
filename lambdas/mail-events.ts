import type { SNSEvent } from 'aws-lambda'
import { mailKey } from './mail/items.ts'
import { log } from './runtime/log.ts'
import { isThere, Refused } from './runtime/step.ts'
import { tenancyOf } from './runtime/tenancy.ts'

interface SesEvent {
  readonly eventType?: string
  readonly mail?: { readonly tags?: Record<string, string[]> }
}
const OUTCOMES: Record<string, string> = {
  Delivery: 'delivered',
  Bounce: 'bounced',
  Complaint: 'complained',
  Reject: 'bounced',
}

/** SES events → the outcome of each mail, found by its tags; an `unknown` one is settled here, never by sending again. */
export const handler = async (event: SNSEvent): Promise<void> => {
  for (const { Sns } of event.Records) {
    const { eventType, mail } = JSON.parse(Sns.Message) as SesEvent
    const outcome = OUTCOMES[eventType ?? '']
    const [id, tenant] = [mail?.tags?.mail?.[0], mail?.tags?.tenant?.[0]]
    if (!outcome || !id || !tenant) continue
    const { table, prefix } = tenancyOf(tenant, { poolId: '', clientId: '' })
    await table.change(mailKey(prefix, id), { set: { state: outcome } }, isThere).catch((error) => {
      if (!(error instanceof Refused)) throw error
      log.warn('an event for a mail that is not known', { mail: id })
    })
  }
}
