import { readCompany } from '../company/items.ts'
import { newLink } from '../link/items.ts'
import { readProfile } from '../member/items.ts'
import { env } from '../runtime/aws.ts'
import { nowInstant, plusMs } from '../runtime/clock.ts'
import { mailerIn } from '../runtime/mailer.ts'
import { change, type Item, isThere, Refused } from '../runtime/step.ts'
import { tenancyOf } from '../runtime/tenancy.ts'
import { type MailOrder, mailKey } from './items.ts'
import { templates } from './templates.ts'

type Row = Item & MailOrder & { readonly state: 'queued' | 'sending' | 'sent' | 'unknown' | 'void' }

/** Longer than a mail ever takes, shorter than the queue's own patience. */
const LEASE_MS = 60_000

/** Takes a mail to send; one that somebody was sending when they died is left as `unknown`, never sent blindly again. */
const claim = async (
  tenancy: ReturnType<typeof tenancyOf>,
  id: string,
  now: string,
): Promise<Row | undefined> => {
  const key = mailKey(tenancy.prefix, id)
  try {
    return (await tenancy.table.change(
      key,
      { set: { state: 'sending', leaseUntil: plusMs(now, LEASE_MS) } },
      [...isThere, ['state', '=', 'queued']],
    )) as Row
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const row = error.item as (Row & { leaseUntil?: string }) | undefined
    if (row?.state === 'sending' && String(row.leaseUntil) < now)
      await tenancy.table.change(key, { set: { state: 'unknown' } }, [['state', '=', 'sending']])
    return undefined
  }
}

/** Sends one mail to one person: the link in it is made now, and only its hash is kept. */
export const sendMail = async (tenantId: string, id: string): Promise<void> => {
  const tenancy = tenancyOf(tenantId, { poolId: '', clientId: '' })
  const now = nowInstant()
  const order = await claim(tenancy, id, now)
  if (!order) return
  const key = mailKey(tenancy.prefix, id)
  const [company, member] = await Promise.all([
    readCompany(tenancy.table),
    readProfile(tenancy.table, order.memberId),
  ])
  if (!member?.mail || member.state !== 'active') {
    await tenancy.table.change(key, { set: { state: 'void' } }, isThere)
    return
  }
  const link = newLink(
    tenancy.prefix,
    company.code,
    { purpose: order.template, memberId: member.id, normal: member.normal },
    now,
  )
  await tenancy.table.together([link.step, change(key, { set: { linkedAt: now } }, isThere)])
  const path = member.roles.includes('administrator') ? 'admin' : 'learner'
  const url = `${env('SITE_ORIGIN')}/${path}/#link=${link.token}`
  const words = templates[order.template]({
    name: member.name ?? member.userId,
    company: company.name,
    url,
    until: link.until,
  })
  const messageId = await mailerIn(tenancy)({ ...words, to: member.mail, id })
  await tenancy.table.change(key, { set: { state: 'sent', messageId, sentAt: now } }, isThere)
}
