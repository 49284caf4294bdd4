import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../world/client.ts'
import { control } from '../world/control.ts'
import { fetchFile } from '../world/office.ts'
import { DAY, enrolled, kindOf, later, MINUTE, SECOND, told } from '../world/sign-in.ts'
import { company, PASSWORD, startWorld, type World } from '../world/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

const OWN = 'jibun-de-kimeta-kotoba'

/** Issues slips to everybody who has not signed in yet; the temporary passwords by user ID. */
const slips = async (admin: Client): Promise<Map<string, string>> => {
  const { jobId } = await admin.call('slip.issue', { target: { kind: 'everyone' }, format: 'csv' })
  const { bytes } = await fetchFile(admin, jobId)
  const rows = bytes.toString().split('\r\n').slice(1).filter(Boolean)
  return new Map(rows.map((row) => row.split(',')).map((cells) => [cells[3] ?? '', cells[4] ?? '']))
}
const withNewcomer = async () => {
  const one = await company(world)
  const { admin } = await enrolled(world, one.code)
  const { id } = await admin.call('member.create', { userId: 'shin-01', name: '新人 花子' })
  const temporary = (await slips(admin)).get('shin-01') ?? ''
  expect(temporary).not.toBe('')
  return { one, admin, id, temporary }
}
const start = (browser: Client, company: string, password: string, userId = 'shin-01') =>
  told(browser, 'session.start', { company, userId, password })

control(
  '5.2',
  'a temporary password opens nothing but the choice of an own one, and works until then',
  async () => {
    const { one, admin, temporary } = await withNewcomer()
    const browser = world.browser()
    const first = await browser.signIn(one.code, 'SHIN-01', temporary)
    if (first.next !== 'password') throw new Error('an own password should be demanded')
    expect(browser.cookies.size).toBe(0)
    expect(await kindOf(browser, 'enrollment.list', {})).toBe('signedOut')
    for (const weak of ['mijikai', 'aaaaaaaaaaaa', ' kuuhaku-de-hajimaru', 'shin-01-shin-01'])
      expect(await kindOf(browser, 'session.password', { ticket: first.ticket, password: weak })).toBe(
        'weakPassword',
      )
    expect(await browser.call('session.password', { ticket: first.ticket, password: OWN })).toMatchObject({
      next: 'home',
    })
    expect(await kindOf(browser, 'enrollment.list', {})).toBe('done')
    expect(await kindOf(world.browser(), 'session.password', { ticket: first.ticket, password: OWN })).toBe(
      'ticketOver',
    )
    expect((await start(world.browser(), one.code, temporary)).kind).toBe('credentials')
    expect((await start(world.browser(), one.code, OWN)).body).toMatchObject({ next: 'home' })
    const { jobId } = await admin.call('slip.issue', { target: { kind: 'everyone' }, format: 'csv' })
    expect(await admin.job(jobId)).not.toHaveProperty('fileId')
  },
)

control('5.2', 'a slip works for 30 days, and a new one voids it at once', async () => {
  const { one, admin, temporary } = await withNewcomer()
  const renewed = (await slips(admin)).get('shin-01') ?? ''
  expect((await start(world.browser(), one.code, temporary)).kind).toBe('credentials')
  later(30 * DAY - MINUTE)
  expect((await start(world.browser(), one.code, renewed)).body).toMatchObject({ next: 'password' })
  later(2 * MINUTE)
  expect((await start(world.browser(), one.code, renewed)).kind).toBe('credentials')
})

test('the choice of an own password waits ten minutes, then one signs in anew', async () => {
  const { one, temporary } = await withNewcomer()
  const browser = world.browser()
  const first = await browser.signIn(one.code, 'shin-01', temporary)
  if (first.next !== 'password') throw new Error('an own password should be demanded')
  later(11 * MINUTE)
  expect(await kindOf(browser, 'session.password', { ticket: first.ticket, password: OWN })).toBe(
    'ticketOver',
  )
  expect((await start(browser, one.code, temporary)).body).toMatchObject({ next: 'password' })
})

control('5.4', 'whoever changes the own password stays in, and every other session ends', async () => {
  const one = await company(world)
  const [here, there] = [world.browser(), world.browser()]
  for (const browser of [here, there]) await browser.signIn(one.code, 'u001', PASSWORD)
  const wrong = await told(here, 'password.change', { current: 'chigau-pasuwaado', next: OWN })
  expect(wrong).toMatchObject({ kind: 'credentials', body: { fields: [{ path: 'current' }] } })
  const weak = await told(here, 'password.change', { current: PASSWORD, next: 'mijikai' })
  expect(weak).toMatchObject({ kind: 'weakPassword', body: { fields: [{ path: 'next' }] } })
  await here.call('password.change', { current: PASSWORD, next: OWN })
  expect(await kindOf(here, 'enrollment.list', {})).toBe('done')
  expect(await kindOf(there, 'enrollment.list', {})).toBe('signedOut')
  expect((await start(world.browser(), one.code, PASSWORD, 'u001')).kind).toBe('credentials')
  expect((await start(world.browser(), one.code, OWN, 'u001')).body).toMatchObject({ next: 'home' })
})

test('a screen left open is no place to guess at the password', async () => {
  const one = await company(world)
  const learner = world.browser()
  await learner.signIn(one.code, 'u001', PASSWORD)
  for (let i = 0; i < 10; i++)
    expect(await kindOf(learner, 'password.change', { current: 'chigau-pasuwaado', next: OWN })).toBe(
      'credentials',
    )
  expect(await kindOf(learner, 'password.change', { current: PASSWORD, next: OWN })).toBe('locked')
  later(15 * MINUTE + SECOND)
  expect(await kindOf(learner, 'password.change', { current: PASSWORD, next: OWN })).toBe('done')
})

control(
  '5.4',
  'nobody else sets or sees a person’s password, and 15 characters are asked of administrators',
  async () => {
    const one = await company(world)
    const { admin } = await enrolled(world, one.code)
    const id = one.learners[0]?.id as `mem_${string}`
    const seen = JSON.stringify([await admin.call('member.get', { id }), await admin.call('member.list', {})])
    expect(seen).not.toMatch(/password|パスワード/i)
    const { version } = await admin.call('member.get', { id })
    expect(await kindOf(admin, 'member.change', { id, version, password: OWN })).toBe('invalid')
    expect(await kindOf(admin, 'password.change', { current: PASSWORD, next: 'juuni-moji-de' })).toBe(
      'weakPassword',
    )
  },
)
