import { readCompany } from '../company/items.ts'
import { newLink } from '../link/items.ts'
import { readProfile } from '../member/items.ts'
import { env } from '../runtime/aws.ts'
import { nowInstant, plusMs } from '../runtime/clock.ts'
import { change, type Item, isThere, Refused } from '../runtime/step.ts'
import { type Tenancy, tenancyOf } from '../runtime/tenancy.ts'
import { type MailOrder, mailKey } from './items.ts'
import { mailerIn } from './mailer.ts'
import { mailOf } from './templates.ts'

/**
 * `queued` → `sending` (a worker has taken it; `handedAt` once it is about to be given to SES) → `sent`, then what SES tells.
 * `void`: nobody to send to any more. `unknown`: the worker died while SES had it.
 */
interface Row extends Item, MailOrder {
  readonly state: 'queued' | 'sending' | 'sent' | 'unknown' | 'void'
  readonly leaseUntil?: string
  readonly handedAt?: string
}

/** Longer than a mail ever takes, shorter than the queue's own patience. */
const LEASE_MS = 60_000

const unlessRefused = (error: unknown) => {
  if (!(error instanceof Refused)) throw error
}

const take = async ({ table, prefix }: Tenancy, id: string, now: string) => {
  const key = mailKey(prefix, id)
  const set = { state: 'sending', leaseUntil: plusMs(now, LEASE_MS) }
  try {
    return (await table.change(key, { set }, [...isThere, ['state', '=', 'queued']])) as Row
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const row = error.item as Row | undefined
    if (row?.state !== 'sending') return undefined
    // Somebody is at it, or died at it: the message comes again, and finds out which.
    if (String(row.leaseUntil) >= now) throw new Error('the mail is in other hands')
    const died = [
      ['state', '=', 'sending'],
      ['leaseUntil', '=', row.leaseUntil],
    ] as const
    if (!row.handedAt) return (await table.change(key, { set }, died)) as Row
    // SES may tell of it at this very moment, and then knows better.
    await table.change(key, { set: { state: 'unknown' } }, died).catch(unlessRefused)
    return undefined
  }
}

/** SES says that it has not taken the mail (throttled, refused): it may be sent again. */
const isRefusal = (error: unknown) =>
  error instanceof Error && (error as { $fault?: string }).$fault === 'client'

/** Sends one mail to one person: the link in it is made now, and only its hash is kept. */
export const sendMail = async (tenantId: string, id: string): Promise<void> => {
  const tenancy = tenancyOf(tenantId, { poolId: '', clientId: '' })
  const { table, prefix } = tenancy
  const now = nowInstant()
  const order = await take(tenancy, id, now)
  if (!order) return
  const key = mailKey(prefix, id)
  const [company, member] = await Promise.all([readCompany(table), readProfile(table, order.memberId)])
  if (!member?.mail || member.state !== 'active') {
    await table.change(key, { set: { state: 'void' } }, isThere)
    return
  }
  const { template } = order
  const about = { purpose: template, memberId: member.id, normal: member.normal }
  const link = newLink(prefix, company.code, about, now)
  await table.together([...link.steps, change(key, { set: { handedAt: now } }, isThere)])
  const path = member.roles.includes('administrator') ? 'admin' : 'learner'
  const facts = {
    name: member.name ?? member.userId,
    company: company.name,
    url: `${env('SITE_ORIGIN')}/${path}/#link=${link.token}`,
    until: link.until,
  }
  const message = { ...mailOf(template, facts), to: member.mail, id }
  const messageId = await mailerIn(tenancy)(message).catch(async (error: unknown) => {
    if (isRefusal(error))
      await table.change(key, { set: { state: 'queued' }, drop: ['handedAt', 'leaseUntil'] }, isThere)
    throw error
  })
  await table.change(key, { set: { messageId, sentAt: now } }, isThere)
  // What SES tells of the mail may be here already; it knows more than "sent".
  await table.change(key, { set: { state: 'sent' } }, [['state', '=', 'sending']]).catch(unlessRefused)
}
