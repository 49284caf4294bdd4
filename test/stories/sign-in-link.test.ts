import { afterAll, beforeAll, expect, test } from 'vitest'
import { Refusal } from '../../bin/local/cognito/refusal.ts'
import { addPerson } from '../../bin/town/found.ts'
import { control } from '../world/control.ts'
import {
  enrolled,
  HOUR,
  kindOf,
  later,
  linkIn,
  MINUTE,
  mailsTo,
  signInWithCode,
  told,
} from '../world/sign-in.ts'
import { company, PASSWORD, startWorld, type World } from '../world/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

const OWN = 'jibun-de-kimeta-kotoba'
let people = 0
/** A company and a learner with an address of their own. */
const withMail = async (more: { password?: string } = { password: PASSWORD }) => {
  const one = await company(world)
  const mail = `hito${++people}@example.jp`
  const person = await addPerson(world.cloud, one, { userId: 'mail-01', name: '髙﨑 𠮷男', mail, ...more })
  return { one, mail, id: person.id as `mem_${string}` }
}
const forget = (code: string, userId = 'mail-01') =>
  told(world.browser(), 'password.forget', { company: code, userId })
const newest = async (mail: string, count = 1) => linkIn((await mailsTo(world, mail, count))[0])

control('5.4', 'a forgotten password is set anew by a mailed link: within an hour, once', async () => {
  const { one, mail } = await withMail()
  const before = world.browser()
  await before.signIn(one.code, 'mail-01', PASSWORD)
  await forget(one.code, 'ＭＡＩＬ-01')
  const token = await newest(mail)
  const visitor = world.browser()
  expect(await visitor.call('link.open', { token })).toEqual({
    purpose: 'reset',
    company: { name: one.name, code: one.code },
    userId: 'mail-01',
    name: '髙﨑 𠮷男',
    minLength: 12,
  })
  expect(await kindOf(visitor, 'link.use', { token, password: 'mijikai' })).toBe('weakPassword')
  const twice = await Promise.all([1, 2].map(() => kindOf(visitor, 'link.use', { token, password: OWN })))
  expect(twice.sort()).toEqual(['done', 'linkOver'])
  expect(await kindOf(visitor, 'link.open', { token })).toBe('linkOver')
  expect(await kindOf(before, 'enrollment.list', {})).toBe('signedOut')
  expect(
    await kindOf(visitor, 'session.start', { company: one.code, userId: 'mail-01', password: PASSWORD }),
  ).toBe('credentials')
  expect(await visitor.signIn(one.code, 'mail-01', OWN)).toMatchObject({ next: 'home' })

  later(6 * MINUTE)
  await forget(one.code)
  const late = await newest(mail, 2)
  later(HOUR + MINUTE)
  expect(await kindOf(visitor, 'link.use', { token: late, password: OWN })).toBe('linkOver')
})

control(
  '5.4',
  'asking for a link is answered alike whether the ID, its address and its company exist or not',
  async () => {
    const { one, mail } = await withMail()
    const [first] = one.learners
    const seen = []
    for (const [code, userId] of [
      [one.code, 'mail-01'],
      [one.code, first?.userId ?? ''],
      [one.code, 'nobody'],
      ['no-such-firm', 'mail-01'],
    ] as const)
      seen.push(await forget(code, userId))
    for (const answer of seen) expect(answer).toEqual({ status: 200, kind: undefined, body: {} })
    await newest(mail)
    expect(await mailsTo(world, mail)).toHaveLength(1)
  },
)

test('whoever asks again within five minutes is sent no second mail', async () => {
  const { one, mail } = await withMail()
  for (let i = 0; i < 4; i++) expect((await forget(one.code)).status).toBe(200)
  await newest(mail)
  later(5 * MINUTE + 1000)
  await forget(one.code)
  expect(await mailsTo(world, mail, 2)).toHaveLength(2)
})

control('5.2', 'a new link voids the one before it, and a changed password voids them all', async () => {
  const { one, mail } = await withMail()
  await forget(one.code)
  const old = await newest(mail)
  later(6 * MINUTE)
  await forget(one.code)
  const token = await newest(mail, 2)
  expect(token).not.toBe(old)
  expect(await kindOf(world.browser(), 'link.open', { token: old })).toBe('linkOver')
  expect(await kindOf(world.browser(), 'link.open', { token })).toBe('done')
  const learner = world.browser()
  await learner.signIn(one.code, 'mail-01', PASSWORD)
  await learner.call('password.change', { current: PASSWORD, next: OWN })
  expect(await kindOf(world.browser(), 'link.use', { token, password: PASSWORD })).toBe('linkOver')
})

control('5.2', 'an invitation works for 72 hours and lets a person in who never had a password', async () => {
  const { one, mail, id } = await withMail({})
  const { admin } = await enrolled(world, one.code)
  expect(await admin.call('member.invite', { id })).toEqual({ sentTo: mail })
  const token = await newest(mail)
  later(72 * HOUR - MINUTE)
  const visitor = world.browser()
  expect(await visitor.call('link.open', { token })).toMatchObject({ purpose: 'invitation' })
  await visitor.call('link.use', { token, password: OWN })
  expect(await visitor.signIn(one.code, 'mail-01', OWN)).toMatchObject({ next: 'home' })

  const other = await withMail({})
  const { admin: theirs } = await enrolled(world, other.one.code)
  await theirs.call('member.invite', { id: other.id })
  const late = await newest(other.mail)
  later(72 * HOUR + MINUTE)
  expect(await kindOf(visitor, 'link.use', { token: late, password: OWN })).toBe('linkOver')
})

control(
  '5.2',
  'an administrator has a reset mailed to a person, but not to another administrator',
  async () => {
    const { one, mail, id } = await withMail()
    const { admin } = await enrolled(world, one.code)
    await admin.call('member.invite', { id })
    const [sent] = await mailsTo(world, mail)
    expect(sent?.subject).toBe('【Kizuki】パスワード再設定のご案内')
    expect(sent?.html).toContain(`#link=${linkIn(sent)}`)
    const answer = await told(admin, 'member.invite', { id: one.administrator.id })
    expect(answer).toMatchObject({ status: 403, kind: 'notAllowed' })
    expect(await kindOf(admin, 'member.invite', { id: one.learners[0]?.id })).toBe('notNow')
    expect(await kindOf(admin, 'member.suspend', { id: one.administrator.id })).toBe('notAllowed')
  },
)

control('5.4', 'a reset does not skip the code, and unlocks the ID', async () => {
  const one = await company(world)
  const { secret } = await enrolled(world, one.code)
  const mail = `kanri${++people}@example.jp`
  await world.table.change({ pk: `${one.prefix}U#${one.administrator.id}`, sk: 'PROFILE' }, { set: { mail } })
  const browser = world.browser()
  for (let i = 0; i < 10; i++)
    await told(browser, 'session.start', { company: one.code, userId: 'kanri', password: 'chigau-pasuwaado' })
  await forget(one.code, 'kanri')
  const token = await newest(mail)
  expect(await browser.call('link.open', { token })).toMatchObject({ minLength: 15 })
  await browser.call('link.use', { token, password: OWN })
  later(MINUTE)
  expect(await signInWithCode(browser, one.code, 'kanri', secret, OWN)).toMatchObject({ next: 'home' })
})

test('a link of somebody who is on leave, or whose ID went to another person, works no more', async () => {
  const { one, mail, id } = await withMail()
  const { admin } = await enrolled(world, one.code)
  await forget(one.code)
  const token = await newest(mail)
  await admin.call('member.suspend', { id })
  expect(await kindOf(world.browser(), 'link.use', { token, password: OWN })).toBe('linkOver')
  await admin.call('member.restore', { id })
  const { version } = await admin.call('member.get', { id })
  await admin.call('member.change', { id, version, userId: 'mail-02' })
  await admin.call('member.create', { userId: 'mail-01', name: '別人 一郎' })
  expect(await kindOf(world.browser(), 'link.use', { token, password: OWN })).toBe('linkOver')
})

test('a link whose use failed at the pool may be used again', async () => {
  const { one, mail } = await withMail()
  await forget(one.code)
  const token = await newest(mail)
  const { AdminSetUserPassword: real } = world.cloud.cognito
  if (!real) throw new Error('the pool should set passwords')
  world.cloud.cognito.AdminSetUserPassword = () => {
    throw new Refusal('TooManyRequestsException', 'Rate exceeded')
  }
  try {
    expect(await kindOf(world.browser(), 'link.use', { token, password: OWN })).toBe('unavailable')
  } finally {
    world.cloud.cognito.AdminSetUserPassword = real
  }
  expect(await kindOf(world.browser(), 'link.use', { token, password: OWN })).toBe('done')
})
