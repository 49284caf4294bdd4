import { Refusal } from './cognito/refusal.ts'

/** Cognito's default quotas for user pools, calls a second: signing in by password, and making users. */
const RATES: Readonly<Record<string, { group: string; perSecond: number }>> = {
  AdminInitiateAuth: { group: 'sign-in', perSecond: 120 },
  AdminRespondToAuthChallenge: { group: 'sign-in', perSecond: 120 },
  AdminCreateUser: { group: 'creation', perSecond: 50 },
}

/** Holds verbs to the rates of the real service while it is switched on; too many are refused as Cognito refuses them. */
export const throttled = <V extends Readonly<Record<string, (body: never) => unknown>>>(
  verbs: V,
  nowMs: () => number = () => performance.now(),
) => {
  let on = false
  const buckets = new Map<string, { left: number; at: number }>()
  const take = (group: string, perSecond: number) => {
    const now = nowMs()
    const { left, at } = buckets.get(group) ?? { left: perSecond, at: now }
    const filled = Math.min(perSecond, left + ((now - at) / 1000) * perSecond)
    if (filled < 1) throw new Refusal('TooManyRequestsException', 'Rate exceeded')
    buckets.set(group, { left: filled - 1, at: now })
  }
  const held = Object.fromEntries(
    Object.keys(verbs).map((name) => [
      name,
      (body: never) => {
        const rate = RATES[name]
        if (on && rate) take(rate.group, rate.perSecond)
        return verbs[name]?.(body)
      },
    ]),
  ) as V
  return {
    verbs: held,
    isOn: () => on,
    turn: (next: boolean) => {
      on = next
      buckets.clear()
    },
  }
}
