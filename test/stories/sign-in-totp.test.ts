import { afterAll, beforeAll, expect, test } from 'vitest'
import { addOperator } from '../../bin/town/found.ts'
import { register } from '../../lambdas/register.ts'
import type { Client } from '../world/client.ts'
import { control } from '../world/control.ts'
import {
  codeNow,
  enrolled,
  kindOf,
  later,
  MINUTE,
  SECOND,
  signInWithCode,
  told,
  wrongCode,
} from '../world/sign-in.ts'
import { company, PASSWORD, startWorld, type World } from '../world/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

/** Password given, code awaited. */
const waiting = async (browser: Client, code: string | undefined, userId = 'kanri') => {
  const step = await browser.signIn(code, userId, PASSWORD)
  if (step.next !== 'totp') throw new Error(`a code should be asked for, not ${step.next}`)
  return step.ticket
}

control('5.3', 'an administrator without an authenticator may set one up and nothing else', async () => {
  const one = await company(world)
  const admin = world.browser()
  expect(await admin.signIn(one.code, 'kanri', PASSWORD)).toMatchObject({
    next: 'enrol',
    who: { mustEnrol: true, factors: ['password'] },
  })
  const refused = Object.entries(register).filter(
    ([, { may }]) => may === 'administrator' || may === 'learner',
  )
  expect(refused.length).toBeGreaterThan(30)
  // The check comes before the input is looked at; but input that cannot be read at all is another matter.
  for (const [name, { method }] of refused) {
    const kind = await kindOf(admin, name, method === 'GET' ? { id: 'x' } : {})
    expect([name, kind]).toEqual([name, 'factorNeeded'])
  }
  const { secret } = await admin.call('mfa.begin', {})
  expect(await kindOf(admin, 'mfa.confirm', { code: wrongCode(secret) })).toBe('wrongCode')
  expect(await kindOf(admin, 'mfa.confirm', { code: 'abc def' })).toBe('wrongCode')
  expect(await kindOf(admin, 'company.get', {})).toBe('factorNeeded')
  expect(await kindOf(admin, 'mfa.confirm', { code: codeNow(secret) })).toBe('done')
  expect(await kindOf(admin, 'company.get', {})).toBe('done')
  expect(await admin.call('session.get', {})).toMatchObject({
    mustEnrol: false,
    factors: ['password', 'totp'],
  })
})

control('5.3', 'a code is asked for at each sign-in; a wrong one and a used one are refused', async () => {
  const one = await company(world)
  const { secret } = await enrolled(world, one.code)
  const browser = world.browser()
  const ticket = await waiting(browser, one.code)
  expect(browser.cookies.size).toBe(0)
  expect(await told(browser, 'session.factor', { ticket, code: wrongCode(secret) })).toMatchObject({
    status: 401,
    kind: 'wrongCode',
  })
  const code = codeNow(secret)
  const typed = code.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
  expect(await browser.call('session.factor', { ticket, code: typed })).toMatchObject({ next: 'home' })
  expect(await kindOf(browser, 'session.factor', { ticket, code })).toBe('ticketOver')
  const again = world.browser()
  expect(await kindOf(again, 'session.factor', { ticket: await waiting(again, one.code), code })).toBe(
    'wrongCode',
  )
  later(31 * SECOND)
  expect(await signInWithCode(again, one.code, 'kanri', secret)).toMatchObject({ next: 'home' })
})

control(
  '5.3',
  'wrong codes lock the ID as wrong passwords do, and the password buys no new round',
  async () => {
    const one = await company(world)
    const { secret } = await enrolled(world, one.code)
    const browser = world.browser()
    for (let i = 0; i < 10; i++) {
      const ticket = await waiting(browser, one.code)
      expect(await kindOf(browser, 'session.factor', { ticket, code: wrongCode(secret) })).toBe('wrongCode')
    }
    expect(
      await kindOf(browser, 'session.start', { company: one.code, userId: 'kanri', password: PASSWORD }),
    ).toBe('locked')
    later(16 * MINUTE)
    expect(await signInWithCode(browser, one.code, 'kanri', secret)).toMatchObject({ next: 'home' })
  },
)

control(
  '5.3',
  'each of ten recovery codes opens once a session in which a new authenticator is set up',
  async () => {
    const one = await company(world)
    const { recoveryCodes, secret: old } = await enrolled(world, one.code)
    expect(new Set(recoveryCodes).size).toBe(10)
    const [first = '', second = ''] = recoveryCodes
    const browser = world.browser()
    const recover = async (code: string, password: string | undefined) => {
      const ticket = await waiting(browser, one.code)
      return told(browser, 'session.factor', { ticket, code, ...(password ? { password } : {}) })
    }
    expect((await recover(first, undefined)).kind).toBe('wrongCode')
    expect((await recover(first, 'chigau-pasuwaado')).kind).toBe('wrongCode')
    expect((await recover('aaaa-bbbb-cccc', PASSWORD)).kind).toBe('wrongCode')
    expect((await recover(first.toUpperCase(), PASSWORD)).body).toMatchObject({
      next: 'enrol',
      who: { mustEnrol: true, factors: ['password', 'recovery'] },
    })
    expect(await kindOf(browser, 'company.get', {})).toBe('factorNeeded')
    expect(await kindOf(browser, 'mfa.renew', {})).toBe('factorNeeded')
    const { secret, recoveryCodes: renewed } = await browser.enrol()
    expect(await kindOf(browser, 'company.get', {})).toBe('done')
    later(31 * SECOND)
    expect((await recover(first, PASSWORD)).kind).toBe('wrongCode')
    expect((await recover(second, PASSWORD)).kind).toBe('wrongCode')
    const ticket = await waiting(browser, one.code)
    expect(await kindOf(browser, 'session.factor', { ticket, code: codeNow(old) })).toBe('wrongCode')
    expect(await signInWithCode(browser, one.code, 'kanri', secret)).toMatchObject({ next: 'home' })
    const newest = (await browser.call('mfa.renew', {})).recoveryCodes
    expect((await recover(renewed[0] ?? '', PASSWORD)).kind).toBe('wrongCode')
    expect((await recover(newest[9] ?? '', PASSWORD)).body).toMatchObject({ next: 'enrol' })
  },
)

control('5.3', 'who switches the code off behind the gate’s back is let in nowhere', async () => {
  const one = await company(world)
  await enrolled(world, one.code)
  world.cloud.cognito.AdminSetUserMFAPreference?.({
    UserPoolId: one.identity.poolId,
    Username: one.administrator.id,
    SoftwareTokenMfaSettings: { Enabled: false },
  })
  const browser = world.browser()
  expect(await browser.signIn(one.code, 'kanri', PASSWORD)).toMatchObject({ next: 'enrol' })
  for (const name of ['company.get', 'mfa.begin', 'mfa.renew'])
    expect([name, await kindOf(browser, name, {})]).toEqual([name, 'factorNeeded'])
})

control('5.3', 'an operator signs in without a company, with a code, in a cookie of its own', async () => {
  await addOperator(world.cloud, 'unei-01', '運営 一郎', PASSWORD)
  const { admin: operator, secret } = await enrolled(world, undefined, 'unei-01')
  expect([...operator.cookies.keys()]).toEqual(['__Host-kz-op'])
  expect(await operator.call('tenant.list', {})).toHaveProperty('tenants')
  for (const name of ['enrollment.list', 'company.get'])
    expect(await kindOf(operator, name, {})).toBe('signedOut')
  const one = await company(world)
  await operator.asMember().signIn(one.code, 'u001', PASSWORD)
  expect([...operator.cookies.keys()].sort()).toEqual(['__Host-kz', '__Host-kz-op'])
  expect(await operator.call('session.get', {})).toMatchObject({ userId: 'u001' })
  expect(await operator.asOperator().call('session.get', {})).toMatchObject({
    userId: 'unei-01',
    roles: ['operator'],
  })
  await operator.call('session.end', { everywhere: true })
  expect(await kindOf(operator, 'tenant.list', {})).toBe('signedOut')
  expect(await operator.asMember().call('session.get', {})).toMatchObject({ userId: 'u001' })

  const again = world.browser().asOperator()
  later(31 * SECOND)
  expect(await signInWithCode(again, undefined, 'UNEI-01', secret)).toMatchObject({ next: 'home' })
  later(20 * MINUTE)
  expect(await again.call('session.refresh', {})).toMatchObject({ userId: 'unei-01' })
  const kind = await kindOf(world.browser(), 'session.start', {
    company: one.code,
    userId: 'unei-01',
    password: PASSWORD,
  })
  expect(kind).toBe('credentials')
})

test('a learner may set up an authenticator too, and is asked for the code from then on', async () => {
  const one = await company(world)
  const { secret } = await enrolled(world, one.code, 'u001')
  expect(await signInWithCode(world.browser(), one.code, 'u001', secret)).toMatchObject({ next: 'home' })
})
