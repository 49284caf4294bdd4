import type { Call } from '../runtime/call.ts'
import { plusMs, toMs } from '../runtime/clock.ts'
import { clearCookie, setCookie } from '../runtime/cookies.ts'
import { Problem } from '../runtime/problem.ts'
import { limitsOf, sessionKey, standingOf } from '../runtime/standing.ts'
import { type Item, Refused } from '../runtime/step.ts'
import { type Verified, verifyToken } from '../runtime/token.ts'
import { type House, houseOfIssuer } from './house.ts'
import { whoIs } from './who.ts'

/** Long enough for two calls; a screen that died meanwhile delays the others no longer. */
const LEASE_MS = 10_000

/** Takes the right to use the refresh token, which rotates at each use; undefined where another screen holds it. */
const lease = async (
  house: House,
  key: { pk: string; sk: string },
  now: string,
): Promise<Item | undefined> => {
  const set = { leaseUntil: plusMs(now, LEASE_MS) }
  try {
    return await house.table.change(key, { set }, [
      ['endsAt', '>', now],
      ['leaseUntil', 'absent'],
    ])
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    if (!error.item || String(error.item.endsAt) <= now) throw new Problem('signedOut')
    if (String(error.item.leaseUntil) > now) return undefined
    return house.table.change(key, { set }, [['leaseUntil', '=', error.item.leaseUntil]]).catch((second) => {
      // A third screen took over what the first had left behind.
      if (second instanceof Refused) return undefined
      throw second
    })
  }
}

const rotate = async (call: Call, house: House, verified: Verified, item: Item, roles: readonly string[]) => {
  const got = await house.identity.refresh(await house.seal.open(item.refresh as Uint8Array))
  if (got.kind !== 'tokens') {
    await house.table.remove(item)
    throw new Problem('signedOut')
  }
  const { access, refresh } = got.tokens
  const set = refresh ? { refresh: await house.seal.close(refresh) } : {}
  await house.table.change(
    sessionKey(`${house.prefix}U#${verified.username}`, verified.session),
    { set, drop: ['leaseUntil'] },
    [['pk', 'exists']],
  )
  const left = Math.floor((toMs(String(item.endsAt)) - toMs(call.now)) / 1000)
  call.cookie(setCookie(house.realm, access, Math.min(left, limitsOf(roles).whole * 60)))
}

/**
 * The next access token for the session of an expired (but genuine) one. Of several screens one refreshes under a lease;
 * the others find the cookie already set and are simply told who they are. A page that lies open refreshes by itself, so this
 * is no sign of life: only operations keep a session from idling out.
 */
export const refreshed = async (call: Call) => {
  const verified = await verifyToken(call.token, { expired: true })
  if (!verified) throw new Problem('signedOut')
  const house = houseOfIssuer(verified.issuer)
  call.enter(house)
  const owner = `${house.prefix}U#${verified.username}`
  try {
    const { profile, session } = await standingOf(house.table, owner, verified.session, call.now, {
      seen: false,
    })
    const item = await lease(house, sessionKey(owner, verified.session), call.now)
    if (item) await rotate(call, house, verified, item, profile.roles)
    return await whoIs(house, profile, session, call.now)
  } catch (error) {
    if (error instanceof Problem && error.kind === 'signedOut') call.cookie(clearCookie(house.realm))
    throw error
  }
}
