import { isCode, normalCode } from '../company/code.ts'
import { normalUserId } from '../member/user-id.ts'
import { auditStep, OPERATOR_AUDIT } from '../runtime/audit.ts'
import { nowInstant, nowMs } from '../runtime/clock.ts'
import { Refused, type Step } from '../runtime/step.ts'
import type { Table } from '../runtime/table.ts'
import { ulid } from '../runtime/ulid.ts'
import { anotherLink, isOpen, newCard, readCard, readCards } from './card.ts'
import * as items from './items.ts'

/** Who founds, and by what means; the sample world, the tests and the operating company's engineers differ in these alone. */
export interface Founder {
  /** The operating company's tables, with its rights. */
  readonly registry: Table
  readonly by: string
  readonly reason: string
  /** The tenant's pool and client: made where they are not there yet. */
  readonly identity: (tenantId: string) => Promise<items.MadeIdentity>
  /** Wakes the worker that carries the registry's wishes into the tenant; back when `isDone` holds. */
  readonly carry: (tenantId: string, isDone: () => Promise<boolean>) => Promise<void>
}
export interface NewAdministrator {
  readonly userId: string
  readonly name: string
  readonly mail: string
  readonly telephone?: string | undefined
  readonly learns?: boolean | undefined
}
export interface Founding {
  readonly id?: string | undefined
  readonly code: string
  readonly name: string
  readonly seats: number
  readonly fiscalStartMonth: number
  readonly state?: items.TenantItem['state'] | undefined
}

/** A wish that cannot be carried out, in words for the one who runs the command. */
export class NotFounded extends Error {}

export const deed = (
  { by, reason }: Pick<Founder, 'by' | 'reason'>,
  operation: string,
  subject: string,
  detail: Record<string, string | number | boolean> = {},
): Step =>
  auditStep(OPERATOR_AUDIT, {
    id: ulid(nowMs()),
    at: nowInstant(),
    operation,
    actor: by,
    subject,
    outcome: 'done',
    detail: { ...detail, reason },
  })

/** Takes the code. Whoever runs the same again finds the same tenant; the code of another company is refused. */
const claim = async (founder: Founder, given: Founding): Promise<items.TenantItem> => {
  const code = normalCode(given.code)
  if (!isCode(code))
    throw new NotFounded(
      `"${given.code}" is no company code: 4 to 20 of a–z, 0–9 and single hyphens, a letter first.`,
    )
  const { name, seats, fiscalStartMonth } = given
  const known = await items.tenantByCode(founder.registry, code)
  if (known) {
    const other = (['name', 'seats', 'fiscalStartMonth'] as const).filter(
      (fact) => known[fact] !== given[fact],
    )
    if (other.length > 0)
      throw new NotFounded(
        `The code ${code} belongs to ${known.name} (${known.id}) already; different: ${other.join(', ')}.`,
      )
    return known
  }
  const id = given.id ?? ulid(nowMs())
  const one = {
    id,
    code,
    name,
    seats,
    fiscalStartMonth,
    state: 'preparing' as const,
    createdAt: nowInstant(),
  }
  try {
    await founder.registry.together([
      ...items.claimSteps(one),
      deed(founder, 'tenant.found', id, { code, seats }),
    ])
  } catch (error) {
    if (error instanceof Refused) return claim(founder, given)
    throw error
  }
  return one
}

const again = async (founder: Founder, { id }: items.TenantItem) =>
  (await items.readTenant(founder.registry, id)) as items.TenantItem

const bind = async (founder: Founder, one: items.TenantItem) => {
  if (one.issuer) return one
  const identity = await founder.identity(one.id)
  await founder.registry.together(items.identitySteps(one, identity)).catch((error) => {
    if (!(error instanceof Refused)) throw error
  })
  return again(founder, one)
}

const settle = async (founder: Founder, one: items.TenantItem) => {
  if (one.settledAt) return one
  await founder.carry(one.id, async () => Boolean((await again(founder, one)).settledAt))
  return again(founder, one)
}

const open = async (founder: Founder, one: items.TenantItem, state: items.TenantItem['state']) => {
  if (one.state !== 'preparing') return one
  await founder.registry
    .together([...items.stateSteps(one, state), deed(founder, 'tenant.open', one.id, { state })])
    .catch((error) => {
      if (!(error instanceof Refused)) throw error
    })
  return again(founder, one)
}

/**
 * The one way a tenant begins: code, identity, registry, its own rows, open, administrators. Each step looks whether it was
 * done; killed between any two calls and run again, it ends in the same state, and nothing is made twice.
 */
export const foundTenant = async (
  founder: Founder,
  given: Founding,
  administrators: readonly NewAdministrator[] = [],
): Promise<items.TenantItem> => {
  const claimed = await claim(founder, given)
  const settled = await settle(founder, await bind(founder, claimed))
  const opened = await open(founder, settled, given.state ?? 'active')
  for (const one of administrators) await appointAdministrator(founder, opened, one)
  return opened
}

/** Writes the card of an administrator and has it carried into the tenant. `relink` wishes for another set-up link. */
export const appointAdministrator = async (
  founder: Founder,
  tenant: items.TenantItem,
  given: NewAdministrator,
  relink = false,
) => {
  const { registry } = founder
  const normal = normalUserId(given.userId)
  const known = await readCard(registry, tenant.id, normal)
  const { learns = false, ...facts } = given
  const id = ulid(nowMs())
  const card = { ...facts, learns, normal, memberId: `mem_${id}`, mailId: `mai_${id}`, addedAt: nowInstant() }
  if (!known)
    await registry.together([
      newCard(tenant.id, card),
      deed(founder, 'administrator.add', tenant.id, { member: card.memberId }),
    ])
  else if (relink && !isOpen(known))
    await registry.together([
      anotherLink(tenant.id, known, card.mailId),
      deed(founder, 'administrator.link', tenant.id, { member: known.memberId }),
    ])
  else if (known.mail !== given.mail)
    throw new NotFounded(`${given.userId} of ${tenant.code} has another mail address: ${known.mail}.`)
  const isDone = async () => !(await readCards(registry, tenant.id)).some(isOpen)
  if (!(await isDone())) await founder.carry(tenant.id, isDone)
  return readCard(registry, tenant.id, normal)
}
