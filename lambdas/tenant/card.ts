import * as z from 'zod'
import { change, type Item, isNew, isThere, type Key, put, type Step } from '../runtime/step.ts'
import type { Table } from '../runtime/table.ts'
import { inRegistry, tenantKey } from './items.ts'

/**
 * What the operating company keeps of a customer's administrator, and at the same time its wish: whoever has a card without
 * `appliedAt` is to be made administrator in the tenant, by a worker in a session of that tenant.
 */
export const AdministratorCard = z.object({
  memberId: z.string(),
  userId: z.string(),
  normal: z.string(),
  name: z.string(),
  mail: z.string(),
  telephone: z.string().optional(),
  learns: z.boolean(),
  /** The mail with the set-up link that is wanted last. */
  mailId: z.string(),
  addedAt: z.string(),
  appliedAt: z.string().optional(),
  /** Why the wish could not be carried out. */
  refused: z.enum(['notActive']).optional(),
})
export type AdministratorCard = z.output<typeof AdministratorCard>

const cardKey = (tenantId: string, normal: string): Key => ({
  pk: tenantKey(tenantId).pk,
  sk: `ADM#${normal}`,
})

export const newCard = (tenantId: string, card: AdministratorCard): Step =>
  inRegistry(put({ ...cardKey(tenantId, card.normal), ...card }, isNew))

/** Wishes for another set-up link: the last one was lost or ran out. */
export const anotherLink = (tenantId: string, { normal }: AdministratorCard, mailId: string): Step =>
  inRegistry(change(cardKey(tenantId, normal), { set: { mailId }, drop: ['appliedAt', 'refused'] }, isThere))

/** Marks the wish as carried out; a newer wish than the one that was read stays open. */
export const applied = (tenantId: string, card: AdministratorCard, set: Partial<AdministratorCard>): Step =>
  inRegistry(change(cardKey(tenantId, card.normal), { set }, [['mailId', '=', card.mailId]]))

const cardOf = (item: Item) => AdministratorCard.parse(item)
export const isOpen = ({ appliedAt, refused }: AdministratorCard) => !appliedAt && !refused

export const readCard = async (registry: Table, tenantId: string, normal: string) => {
  const item = await registry.get(cardKey(tenantId, normal), { consistent: true, table: 'registry' })
  return item && cardOf(item)
}

export const readCards = async (registry: Table, tenantId: string): Promise<AdministratorCard[]> => {
  const { pk } = tenantKey(tenantId)
  const { items } = await registry.list({ pk, begins: 'ADM#', consistent: true }, 'registry')
  return items.map(cardOf)
}
