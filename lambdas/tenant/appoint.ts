import { randomBytes } from 'node:crypto'
import { identityIn } from '../identity/pool.ts'
import { mailKey, mailSteps } from '../mail/items.ts'
import { memberChange, membersByNormal, newProfile, type Profile, readProfile } from '../member/items.ts'
import { errand } from '../outbox/items.ts'
import { auditPrefix, auditStep } from '../runtime/audit.ts'
import { nowMs } from '../runtime/clock.ts'
import { isNew, Refused, type Step } from '../runtime/step.ts'
import type { Tenancy } from '../runtime/tenancy.ts'
import { ulid } from '../runtime/ulid.ts'
import { endSessions } from '../session/items.ts'
import type { AdministratorCard } from './card.ts'

/** Whoever becomes administrator sets a new password by the link: an old one may be shorter than the role demands. */
const closeOldWays = async (tenancy: Tenancy, { id }: Profile): Promise<void> => {
  await identityIn(tenancy)
    .setPassword(id, randomBytes(48).toString('base64url'), true)
    .catch((error: Error) => {
      if (error.name !== 'UserNotFoundException') throw error
    })
  await endSessions(tenancy, id)
}

const stepsFor = async (
  tenancy: Tenancy,
  shards: number,
  card: AdministratorCard,
  before: Profile | undefined,
  now: string,
): Promise<Step[]> => {
  if (!before) {
    const roles = ['administrator', ...(card.learns ? ['learner'] : [])]
    const { memberId: id, userId, normal, name, mail } = card
    const one = newProfile({ id, userId, normal, name, mail, roles, addedAt: now } as Parameters<
      typeof newProfile
    >[0])
    return memberChange(tenancy.prefix, shards, undefined, one)
  }
  if (before.roles.includes('administrator') && before.mail === card.mail) return []
  const roles = [...new Set([...before.roles, 'administrator', ...(card.learns ? ['learner'] : [])])]
  const after = { ...before, roles, mail: card.mail, version: before.version + 1 }
  if (!before.roles.includes('administrator')) await closeOldWays(tenancy, before)
  return memberChange(tenancy.prefix, shards, before, after)
}

/**
 * Makes the person of a card an administrator of the tenant and orders the mail with the set-up link: one transaction, which
 * the mail's own row lets through once. Returns whom it became, or why it could not be.
 */
export const appoint = async (
  tenancy: Tenancy,
  shards: number,
  card: AdministratorCard,
  now: string,
): Promise<{ memberId: string; refused?: 'notActive' }> => {
  const { prefix, table } = tenancy
  for (let tries = 0; ; tries++) {
    const known = (await membersByNormal(table, [card.normal])).get(card.normal)
    const memberId = known ?? card.memberId
    if (await table.get(mailKey(prefix, card.mailId), { consistent: true })) return { memberId }
    const before = known ? await readProfile(table, known) : undefined
    if (before && before.state !== 'active') return { memberId, refused: 'notActive' }
    const [mail, ...going] = mailSteps(
      prefix,
      { template: 'setup', memberId, normal: card.normal },
      now,
      card.mailId,
    )
    const steps = [
      { ...(mail as Step), when: isNew },
      ...going,
      ...(await stepsFor(tenancy, shards, card, before, now)),
      ...(card.learns ? [errand(prefix, `out_${ulid(nowMs())}`, now, { kind: 'member', memberId })] : []),
      auditStep(auditPrefix(prefix), {
        id: ulid(nowMs()),
        at: now,
        operation: 'administrator.appoint',
        actor: 'operators',
        subject: memberId,
        outcome: 'done',
      }),
    ]
    try {
      await table.together(steps)
      return { memberId }
    } catch (error) {
      // Somebody else was faster with the ID, the profile or this very wish: look again.
      if (!(error instanceof Refused) || tries >= 4) throw error
    }
  }
}
