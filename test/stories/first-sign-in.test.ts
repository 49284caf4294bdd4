import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  firstSignInSteps,
  memberChange,
  type Profile,
  profileKey,
  profileOf,
} from '../../lambdas/member/items.ts'
import { nowInstant } from '../../lambdas/runtime/clock.ts'
import type { Item } from '../../lambdas/runtime/step.ts'
import type { Client } from '../world/client.ts'
import { check, commit, fetchFile } from '../world/office.ts'
import { administratorOf } from '../world/people.ts'
import { company, PASSWORD, startWorld, type World } from '../world/world.ts'

const UNTIL = '2027-01-01T00:00:00.000Z'
let world: World
let one: Awaited<ReturnType<typeof company>>
let admin: Client
beforeAll(async () => {
  world = await startWorld()
  one = await company(world, 0)
  admin = (await administratorOf(world, one.code)).browser
  await commit(admin, (await check(admin, 'r.csv', 'ID,部署\r\na1,総務\r\na2,総務\r\na3,総務\r\n')).id)
})
afterAll(() => world.stop())

const passwords = async () => {
  const { jobId } = await admin.call('slip.issue', { target: { kind: 'everyone' }, format: 'csv' })
  const lines = (await fetchFile(admin, jobId)).bytes.toString().trim().split('\r\n').slice(1)
  return new Map(lines.map((line) => [line.split(',')[3] ?? '', line.split(',')[4] ?? '']))
}
const signInFirst = async (userId: string, password: string) => {
  const browser = world.browser()
  const step = await browser.signIn(one.code, userId, password)
  if (step.next !== 'password') throw new Error('an own password should be demanded')
  await browser.call('session.password', { ticket: step.ticket, password: PASSWORD })
}
const newcomers = async () => {
  const { members, counts } = await admin.call('member.list', { neverSignedIn: true })
  const { departments } = await admin.call('department.list', {})
  return [members.map(({ userId }) => userId).sort(), counts.neverSignedIn, departments[0]?.newcomers]
}
const rowOf = async (userId: string): Promise<Profile> => {
  const { members } = await admin.call('member.list', { query: userId })
  const item = await world.table.get(profileKey(one.prefix, members[0]?.id ?? ''), { consistent: true })
  return profileOf(item as Item)
}

test('whoever signs in for the first time leaves the list 初回ログイン未完了 and its count together', async () => {
  expect(await newcomers()).toEqual([['a1', 'a2', 'a3'], 3, 3])
  const slips = await passwords()
  await signInFirst('a1', slips.get('a1') ?? '')
  expect(await newcomers()).toEqual([['a2', 'a3'], 2, 2])
  await world.browser().signIn(one.code, 'a1', PASSWORD)
  expect(await newcomers()).toEqual([['a2', 'a3'], 2, 2])
})

test('a change of a person that was read before the first sign-in is refused, and one after it undoes nothing', async () => {
  const before = await rowOf('a2')
  await world.table.together(firstSignInSteps(one.prefix, before, nowInstant()))
  const renamed = (was: Profile) => ({ ...was, name: '改名 花子', version: was.version + 1 })
  await expect(
    world.table.together(memberChange(one.prefix, 1, before, renamed(before))),
  ).rejects.toMatchObject({ at: 1 })
  expect(await newcomers()).toEqual([['a3'], 1, 1])
  // Twice at once, as from two screens: counted once.
  await expect(
    world.table.together(firstSignInSteps(one.prefix, before, nowInstant())),
  ).rejects.toMatchObject({ at: 0 })

  const now = await rowOf('a2')
  await admin.call('member.change', {
    id: now.id as `mem_${string}`,
    version: now.version,
    name: '改名 花子',
  })
  expect(await rowOf('a2')).toMatchObject({ name: '改名 花子', firstSignedInAt: now.firstSignedInAt })
  expect(await newcomers()).toEqual([['a3'], 1, 1])
})

test('what others note on a person meanwhile survives a change that was read before', async () => {
  const before = await rowOf('a3')
  await world.table.change(profileKey(one.prefix, before.id), { set: { totp: true, slipUntil: UNTIL } })
  const after = { ...before, name: '三郎', category: '派遣', version: before.version + 1 }
  await world.table.together(memberChange(one.prefix, 1, before, after))
  expect(await rowOf('a3')).toMatchObject({ name: '三郎', category: '派遣', totp: true, slipUntil: UNTIL })
  const cleared = { ...after, category: undefined, version: after.version + 1 }
  await world.table.together(memberChange(one.prefix, 1, after, cleared))
  expect(await rowOf('a3')).not.toHaveProperty('category')
})
