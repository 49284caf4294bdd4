import { randomBytes } from 'node:crypto'
import type { Identity } from '../identity/pool.ts'
import { newLink } from '../link/items.ts'
import { isUserId, normalUserId } from '../member/user-id.ts'
import { nowInstant, nowMs } from '../runtime/clock.ts'
import { Refused } from '../runtime/step.ts'
import { ulid } from '../runtime/ulid.ts'
import { deed, type Founder, NotFounded } from '../tenant/found.ts'
import { inRegistry, type MadeIdentity } from '../tenant/items.ts'
import { OPERATOR_PREFIX, operatorByNormal, operatorIssuer, operatorSteps } from './items.ts'

/** Begins every link of an operator, where a company's links have its code. */
const HOUSE = 'operators'

type Enlister = Pick<Founder, 'registry' | 'by' | 'reason'> & {
  readonly identity: MadeIdentity
  readonly pool: Pick<Identity, 'create'>
}

/** Puts somebody among the operators; whoever is there already stays as they are. */
export const enlistOperator = async (
  { registry, identity, pool, ...who }: Enlister,
  given: { userId: string; name: string },
) => {
  if (!isUserId(given.userId)) throw new NotFounded(`"${given.userId}" cannot be a user ID.`)
  const normal = normalUserId(given.userId)
  await registry.together([operatorIssuer(identity)])
  if (!(await operatorByNormal(registry, normal))) {
    const id = `opr_${ulid(nowMs())}`
    const one = { id, normal, ...given, state: 'active' as const, addedAt: nowInstant() }
    await registry
      .together([...operatorSteps(one), deed(who, 'operator.add', id)])
      .catch((error: unknown) => {
        if (!(error instanceof Refused)) throw error
      })
  }
  const operator = await operatorByNormal(registry, normal)
  if (!operator) throw new Error('an operator who is not there after being added')
  // The pool wants a password at once; nobody learns this one, the link sets the first that anybody knows.
  await pool.create(operator.id, randomBytes(48).toString('base64url')).catch((error: Error) => {
    if (error.name !== 'UsernameExistsException') throw error
  })
  return operator
}

/** A new one-time link; the one before works no longer. */
export const linkForOperator = async (
  { registry, ...who }: Omit<Enlister, 'identity' | 'pool'>,
  userId: string,
) => {
  const operator = await operatorByNormal(registry, normalUserId(userId))
  if (operator?.state !== 'active') throw new NotFounded(`There is no operator ${userId} in use.`)
  const { id: memberId, normal } = operator
  const link = newLink(OPERATOR_PREFIX, HOUSE, { purpose: 'invitation', memberId, normal }, nowInstant())
  await registry.together([...link.steps.map(inRegistry), deed(who, 'operator.link', memberId)])
  return { token: link.token, until: link.until }
}
