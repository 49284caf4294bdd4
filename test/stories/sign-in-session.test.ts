import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { control } from '../world/control.ts'
import { enrolled, kindOf, later, MINUTE, SECOND, signInWithCode } from '../world/sign-in.ts'
import { company, PASSWORD, startWorld, type World } from '../world/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

const signedIn = async (code: string, userId = 'u001') => {
  const browser = world.browser()
  await browser.signIn(code, userId, PASSWORD)
  return browser
}
const cookieOf = (headers: Headers) => headers.getSetCookie().map((line) => line.split('; '))

control(
  ['5.2', '6.1'],
  'the cookie holds the access token alone, out of reach of scripts and other sites',
  async () => {
    const one = await company(world)
    const { headers, body } = await world
      .browser()
      .raw('session.start', { company: one.code, userId: 'u001', password: PASSWORD })
    expect(body).not.toHaveProperty('token')
    const [[pair = '', ...attributes] = [], ...more] = cookieOf(headers)
    expect(more).toEqual([])
    expect(attributes).toEqual(['Path=/', 'Secure', 'HttpOnly', 'SameSite=Strict', 'Max-Age=43200'])
    const token = /^__Host-kz=([^.]+\.[^.]+\.[^.]+)$/.exec(pair)?.[1] ?? ''
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
    expect(claims).toMatchObject({ token_use: 'access', iss: one.identity.issuer })
    expect(JSON.stringify(claims)).not.toMatch(/受講|u001/)
    const rows = await world.table.list({ pk: `${one.prefix}U#${one.learners[0]?.id}`, begins: 'SES#' })
    expect(rows.items).toHaveLength(1)
    expect(Buffer.from(rows.items[0]?.refresh as Uint8Array).toString('latin1')).not.toContain('eyJ')
  },
)

test('an access token that ran out is renewed; the refresh token rotates, and of two tabs one renews', async () => {
  const one = await company(world)
  const tab = await signedIn(one.code)
  const other = world.browser()
  for (const [name, value] of tab.cookies) other.cookies.set(name, value)
  later(31 * MINUTE)
  expect(await kindOf(tab, 'enrollment.list', {})).toBe('signedOut')
  world.cloud.meter.start()
  const answers = await Promise.all([tab, other].map((one) => one.raw('session.refresh', {})))
  const { calls } = world.cloud.meter.stop()
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  expect(answers.filter(({ headers }) => headers.getSetCookie().length > 0)).toHaveLength(1)
  expect(calls.filter(({ command }) => command === 'GetTokensFromRefreshToken')).toHaveLength(1)
  const [renewed] = [tab, other].filter((_, at) => answers[at]?.headers.getSetCookie().length)
  expect(await renewed?.call('enrollment.list', {})).toBeDefined()
  for (let i = 0; i < 3; i++) {
    later(25 * MINUTE)
    await renewed?.call('session.refresh', {})
    await renewed?.call('enrollment.list', {})
  }
})

test('a screen that died while renewing holds up the others for ten seconds at most', async () => {
  const one = await company(world)
  const tab = await signedIn(one.code)
  const owner = `${one.prefix}U#${one.learners[0]?.id}`
  const [session] = (await world.table.list({ pk: owner, begins: 'SES#' })).items
  if (!session) throw new Error('a session should stand there')
  const leaseUntil = new Date(Date.parse(String(session.seenAt)) + 10 * SECOND).toISOString()
  await world.table.change(session, { set: { leaseUntil } })
  expect((await tab.raw('session.refresh', {})).headers.getSetCookie()).toEqual([])
  later(11 * SECOND)
  expect((await tab.raw('session.refresh', {})).headers.getSetCookie()).toHaveLength(1)
})

test('a learner is out after an hour without an act, however often the open page renews its token', async () => {
  const one = await company(world)
  const learner = await signedIn(one.code)
  later(25 * MINUTE)
  await learner.call('session.refresh', {})
  later(25 * MINUTE)
  await learner.call('session.refresh', {})
  later(11 * MINUTE)
  expect(await kindOf(learner, 'enrollment.list', {})).toBe('signedOut')
  const { status, headers } = await learner.raw('session.refresh', {})
  expect(status).toBe(401)
  expect(cookieOf(headers)[0]?.slice(0, 2)).toEqual(['__Host-kz=', 'Path=/'])
})

test('a learner who goes on acting is out after 12 hours', async () => {
  const one = await company(world)
  const learner = await signedIn(one.code)
  for (let passed = 0; passed < 11 * 60; passed += 55) {
    later(55 * MINUTE)
    await learner.call('session.refresh', {})
    await learner.call('enrollment.list', {})
  }
  later(59 * MINUTE)
  await learner.call('session.refresh', {})
  await learner.call('enrollment.list', {})
  later(2 * MINUTE)
  expect(await kindOf(learner, 'session.refresh', {})).toBe('signedOut')
})

control(
  '5.3',
  'an administrator is out after 30 minutes without an act, and after 8 hours in any case',
  async () => {
    const one = await company(world)
    const { admin, secret } = await enrolled(world, one.code)
    later(31 * MINUTE)
    expect(await kindOf(admin, 'session.refresh', {})).toBe('signedOut')
    await signInWithCode(admin, one.code, 'kanri', secret)
    for (let passed = 0; passed < 8 * 60 - 27; passed += 27) {
      later(27 * MINUTE)
      await admin.call('session.refresh', {})
      await admin.call('company.get', {})
    }
    later(27 * MINUTE)
    expect(await kindOf(admin, 'session.refresh', {})).toBe('signedOut')
  },
)

control('5.2', 'signing out ends this session, signing out everywhere all of them', async () => {
  const one = await company(world)
  const [first, second, third] = [
    await signedIn(one.code),
    await signedIn(one.code),
    await signedIn(one.code),
  ]
  const kept = new Map(first.cookies)
  const { headers } = await first.raw('session.end', {})
  expect(cookieOf(headers)[0]?.at(-1)).toBe('Max-Age=0')
  for (const [name, value] of kept) first.cookies.set(name, value)
  expect(await kindOf(first, 'enrollment.list', {})).toBe('signedOut')
  expect(await kindOf(first, 'session.refresh', {})).toBe('signedOut')
  expect(await kindOf(second, 'enrollment.list', {})).toBe('done')
  await second.call('session.end', { everywhere: true })
  expect(await kindOf(third, 'enrollment.list', {})).toBe('signedOut')
  expect(await kindOf(third, 'session.refresh', {})).toBe('signedOut')
})

test('a second sign-in in the same browser ends the first person’s session, a failed one does not', async () => {
  const one = await company(world)
  const shared = await signedIn(one.code)
  const kept = new Map(shared.cookies)
  const formerly = world.browser()
  for (const [name, value] of kept) formerly.cookies.set(name, value)
  await shared.raw('session.start', { company: one.code, userId: 'u002', password: 'chigau-pasuwaado' })
  expect(await kindOf(formerly, 'enrollment.list', {})).toBe('done')
  await shared.signIn(one.code, 'u002', PASSWORD)
  expect(await shared.call('session.get', {})).toMatchObject({ userId: 'u002' })
  expect(await kindOf(formerly, 'enrollment.list', {})).toBe('signedOut')
})

test('no line of the log names a person, an ID, a password or a token', async () => {
  const one = await company(world)
  const lines: string[] = []
  const written = vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
    lines.push(String(line))
    return true
  })
  const browser = world.browser()
  try {
    await browser.raw('session.start', { company: one.code, userId: 'u001', password: 'chigau-pasuwaado' })
    await browser.signIn(one.code, 'u001', PASSWORD)
    await browser.raw('member.list', {})
    browser.cookies.set('__Host-kz', `${browser.cookies.get('__Host-kz')}x`)
    await browser.raw('enrollment.list', {})
    await browser.send('/api/gate/session.start', { method: 'POST', body: '{"userId":"u001"', headers: {} })
  } finally {
    written.mockRestore()
  }
  expect(lines.join('')).toContain('an access token was refused')
  for (const line of lines) {
    expect(line).not.toMatch(/受講|u001|pasuwaado|korekara|eyJ/)
    expect(JSON.parse(line).at).toMatch(/\+09:00$/)
  }
})
