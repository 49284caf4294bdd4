import { normalCode } from '../../lambdas/company/code.ts'
import { identityOf } from '../../lambdas/identity/pool.ts'
import { normalUserId } from '../../lambdas/member/user-id.ts'
import { enlistOperator, linkForOperator } from '../../lambdas/operator/enlist.ts'
import { operatorIssuer, readOperators } from '../../lambdas/operator/items.ts'
import { change, isThere } from '../../lambdas/runtime/step.ts'
import { minuteInTokyo } from '../../lambdas/runtime/tokyo.ts'
import { type AdministratorCard, readCard, readCards } from '../../lambdas/tenant/card.ts'
import { appointAdministrator, deed, foundTenant, NotFounded } from '../../lambdas/tenant/found.ts'
import { keysOf } from '../../lambdas/tenant/identity.ts'
import { inRegistry, issuerKey, readTenants, tenantByCode } from '../../lambdas/tenant/items.ts'
import type { Command, Given } from './asked.ts'
import type { Stage } from './connect.ts'

type Lines = AsyncGenerator<string>

const operatorIdentity = async ({ operatorPool, keysFrom }: Stage) => {
  const issuer = `https://cognito-idp.ap-northeast-1.amazonaws.com/${operatorPool.poolId}`
  return { ...operatorPool, issuer, keys: await keysOf(issuer, keysFrom) }
}

const tenantNamed = async (stage: Stage, code: string) => {
  const one = await tenantByCode(stage.registry, normalCode(code))
  if (!one) throw new NotFounded(`No company has the code ${code}.`)
  if (one.state === 'preparing')
    throw new NotFounded(`${one.name} is not founded to the end: run tenant found again.`)
  return one
}

const personOf = (given: Given<'administrator add'>) => ({
  userId: given.id,
  name: given.name,
  mail: given.mail,
  telephone: given.telephone,
  learns: given.learns,
})

const told = (card: AdministratorCard | undefined) =>
  card?.refused
    ? `administrator ${card.userId}: not made, for the person with this ID is not 利用中 in the company.`
    : `administrator ${card?.userId} <${card?.mail}>: a set-up link was mailed; it works once, for 7 days.`

async function* operatorLink(stage: Stage, { id, reason }: Given<'operator link'>): Lines {
  const { token, until } = await linkForOperator({ ...stage, reason }, id)
  yield `Open this once before ${minuteInTokyo(until)} (Tokyo), choose a password, set up the authenticator:`
  yield `${stage.siteOrigin}/operator/#link=${token}`
  yield 'The link is shown this once and kept nowhere. Whoever opens it first becomes the operator: hand it over safely.'
}

async function* list(stage: Stage, { reason }: Given<'list'>): Lines {
  const { registry } = stage
  await registry.together([deed({ ...stage, reason }, 'people.list', 'registry')])
  for (const { userId, name, state } of await readOperators(registry))
    yield `operator       ${userId}  ${name}  ${state}`
  for (const one of await readTenants(registry)) {
    yield `company        ${one.code}  ${one.name}  ${one.state}  seats ${one.seats}  ${one.id}`
    for (const card of await readCards(registry, one.id))
      yield `  administrator  ${card.userId}  ${card.name}  <${card.mail}>${card.appliedAt ? '' : '  (outstanding)'}`
  }
}

/** The commands; each yields the lines to show. */
export const commands: { readonly [C in Command]: (stage: Stage, given: Given<C>) => Lines } = {
  async *'operator add'(stage, { id, name, reason }) {
    const pool = identityOf(stage.operatorPool)
    const identity = await operatorIdentity(stage)
    const operator = await enlistOperator({ ...stage, reason, identity, pool }, { userId: id, name })
    yield `operator ${operator.userId} (${operator.name}) is there.`
    if (operator.firstSignedInAt) yield 'They have signed in before, so no link is made.'
    else yield* operatorLink(stage, { id, reason })
  },
  'operator link': operatorLink,
  async *'tenant found'(stage, given) {
    const { code, company: name, seats, reason, 'start-month': fiscalStartMonth, 'tenant-id': id } = given
    const founder = { ...stage, reason }
    const one = await foundTenant(founder, { id, code, name, seats, fiscalStartMonth }, [personOf(given)])
    yield `company ${one.code} (${one.name}) is ${one.state}: ${one.id}`
    yield told(await readCard(stage.registry, one.id, normalUserId(given.id)))
  },
  async *'administrator add'(stage, given) {
    const one = await tenantNamed(stage, given.code)
    yield told(await appointAdministrator({ ...stage, reason: given.reason }, one, personOf(given)))
  },
  async *'administrator link'(stage, { code, id, reason }) {
    const one = await tenantNamed(stage, code)
    const card = await readCard(stage.registry, one.id, normalUserId(id))
    if (!card) throw new NotFounded(`${one.name} has no administrator ${id} that was made here.`)
    yield told(await appointAdministrator({ ...stage, reason }, one, card, true))
  },
  list,
  async *keys(stage, { reason }) {
    const { registry, keysFrom } = stage
    const row = deed({ ...stage, reason }, 'people.keys', 'registry')
    await registry.together([operatorIssuer(await operatorIdentity(stage)), row])
    for (const { issuer, code } of await readTenants(registry)) {
      if (!issuer) continue
      const keys = await keysOf(issuer, keysFrom)
      await registry.together([inRegistry(change(issuerKey(issuer), { set: { keys } }, isThere))])
      yield `keys of ${code}: ${keys.length}`
    }
  },
}
