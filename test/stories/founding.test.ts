import { afterAll, beforeAll, expect, test } from 'vitest'
import { localFounder } from '../../bin/town/found.ts'
import { foundTenant, NotFounded } from '../../lambdas/tenant/found.ts'
import { keptOf, look } from '../world/kept-of.ts'
import { Killed, killedAt } from '../world/killing.ts'
import { until } from '../world/office.ts'
import { startWorld, type World } from '../world/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

const found = (code: string, name = '株式会社はじまり') =>
  foundTenant(localFounder(world.cloud), { code, name, seats: 30, fiscalStartMonth: 4 }, [
    { userId: 'kanri', name: '管理 恵', mail: `kanri@${code}.example.jp`, learns: true },
  ])
/** Mail and looking for courses are done by workers of their own: what is kept is looked at once they have come to rest. */
const isAtRest = (kept: readonly string[]) =>
  ['"state":"delivered"', '"state":"done"'].every((end) => kept.some((one) => one.includes(end))) &&
  !kept.some((one) => one.includes('"OUT#'))
const restedAll = (codes: readonly string[]) =>
  until(
    async () => {
      const kept = await look(world)
      return codes.map((code) => kept(code))
    },
    (all) => all.every(isAtRest),
    20_000,
  )
const rested = async (code: string) => (await restedAll([code]))[0] ?? []

test('a company begins with code, identity, its own rows and an administrator who is mailed one link', async () => {
  await found('hajimari')
  const kept = await rested('hajimari')
  expect(kept.filter((one) => one.startsWith('mail '))).toEqual(['mail kanri@<code>.example.jp'])
  expect(kept.filter((one) => one.startsWith('pool '))).toHaveLength(1)
  const audited = kept.flatMap((one) => /"operation":"([a-z.]+)"/.exec(one)?.[1] ?? [])
  expect(audited.sort()).toEqual([
    'administrator.add',
    'administrator.appoint',
    'tenant.found',
    'tenant.open',
  ])
})

test('founded twice, nothing is made twice', async () => {
  const before = await rested('hajimari')
  await found('hajimari')
  expect(await rested('hajimari')).toEqual(before)
})

test('the code of another company is refused by name, and nothing of it changes', async () => {
  const before = await rested('hajimari')
  await expect(found('hajimari', '別の会社')).rejects.toThrow(NotFounded)
  await expect(found('Ha')).rejects.toThrow(/is no company code/)
  expect(await rested('hajimari')).toEqual(before)
})

test.each(['before', 'after'] as const)(
  'killed %s any of its calls and run again, it ends in the same state',
  async (when) => {
    const whole = await rested('hajimari')
    const calls = await killedAt(Number.POSITIVE_INFINITY, when, () => found(`whole-${when}`))
    expect(calls).toBeGreaterThan(12)
    const codes = Array.from({ length: calls }, (_, at) => `killed-${when}-${at + 1}`)
    for (const [at, code] of codes.entries()) {
      await expect(killedAt(at + 1, when, () => found(code))).rejects.toThrow(Killed)
      await found(code)
    }
    for (const [at, kept] of (await restedAll(codes)).entries()) expect(kept, codes[at]).toEqual(whole)
  },
  60_000,
)

test('a founding that was killed and not taken up again is seen to be unfinished', async () => {
  await expect(killedAt(9, 'after', () => found('halfway'))).rejects.toThrow(Killed)
  expect(await keptOf(world, 'halfway')).not.toEqual(await keptOf(world, 'hajimari'))
})
