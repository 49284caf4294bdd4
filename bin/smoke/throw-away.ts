import { randomBytes } from 'node:crypto'
import { appointAdministrator, type Founder, foundTenant } from '../../lambdas/tenant/found.ts'
import type { Company } from './check.ts'

/** Takes mail and says that it was delivered; no person has this address. */
const MAILBOX = 'success@simulator.amazonses.com'

/** A company that lives as long as the checks, with an administrator who has a password that nobody is told. */
export const throwAway = async (
  founder: Founder,
  setPassword: (
    pool: { poolId: string; clientId: string },
    memberId: string,
    password: string,
  ) => Promise<void>,
): Promise<Company> => {
  const code = `smoke-${randomBytes(5).toString('hex')}`
  const one = await foundTenant(founder, { code, name: 'Smoke test', seats: 1, fiscalStartMonth: 4 })
  const [poolId, clientId] = [String(one.poolId), String(one.clientId)]
  const given = { userId: 'smoke', name: 'Smoke', mail: MAILBOX }
  const card = await appointAdministrator(founder, one, given)
  const password = randomBytes(24).toString('base64url')
  await setPassword({ poolId, clientId }, String(card?.memberId), password)
  return { id: one.id, code, poolId, clientId, userId: 'smoke', password, mailId: String(card?.mailId) }
}
