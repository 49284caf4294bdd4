import { createHmac, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { afterAll, beforeAll, expect } from 'vitest'
import type { Pool } from '../../bin/local/cognito/pools.ts'
import { register } from '../../lambdas/register.ts'
import { forgetIssuers } from '../../lambdas/runtime/issuer.ts'
import { control } from '../world/control.ts'
import { kindOf } from '../world/sign-in.ts'
import { company, PASSWORD, startWorld, type World } from '../world/world.ts'

let world: World
let one: Awaited<ReturnType<typeof company>>
let other: Awaited<ReturnType<typeof company>>
let genuine: string
beforeAll(async () => {
  world = await startWorld()
  one = await company(world)
  other = await company(world)
  genuine = await tokenOf(one.code)
})
afterAll(() => world.stop())

const tokenOf = async (code: string) => {
  const browser = world.browser()
  await browser.signIn(code, 'u001', PASSWORD)
  return browser.cookies.get('__Host-kz') ?? ''
}

type Part = Record<string, unknown>
const b64 = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url')
const parts = (token: string): [head: Part, claims: Part] => {
  const [head, claims] = token.split('.').map((part) => Buffer.from(part, 'base64url').toString())
  return [JSON.parse(head ?? ''), JSON.parse(claims ?? '')]
}
const poolOf = (id: string) => world.cloud.store.get<Pool>('pool', id) as Pool
/** Signs by a pool's own private key, which nobody but the pool has. */
const signed = (head: Part, claims: Part, pem = poolOf(one.identity.poolId).key.privateKey) => {
  const text = `${b64(head)}.${b64(claims)}`
  return `${text}.${sign('RSA-SHA256', Buffer.from(text), pem).toString('base64url')}`
}
const hmac = (head: Part, claims: Part, secret: string | Buffer) => {
  const text = `${b64(head)}.${b64(claims)}`
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`
}
const own = generateKeyPairSync('rsa', { modulusLength: 2048 })
const ownPem = own.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const ownJwk = { ...own.publicKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig', kid: 'own' }
const now = () => Math.floor(Date.now() / 1000)

/** Every forgery, made from a genuine token by somebody who knows all that is public, or (last) all but the rules. */
const forgeries: Record<string, () => string> = {
  'no token': () => '',
  'something that is no token': () => 'aaa.bbb.ccc',
  'a token cut short': () => genuine.slice(0, -20),
  'a token with a changed name': () => {
    const [head, , signature] = genuine.split('.')
    return `${head}.${b64({ ...parts(genuine)[1], username: other.learners[0]?.id })}.${signature}`
  },
  'alg none': () => `${b64({ ...parts(genuine)[0], alg: 'none' })}.${genuine.split('.')[1]}.`,
  'alg None with the old signature': () =>
    `${b64({ ...parts(genuine)[0], alg: 'None' })}.${genuine.split('.').slice(1).join('.')}`,
  'HS256 with the public key as secret': () => {
    const key = createPublicKey({ key: one.identity.keys[0] as never, format: 'jwk' })
    const pem = key.export({ type: 'spki', format: 'pem' })
    return hmac({ ...parts(genuine)[0], alg: 'HS256' }, parts(genuine)[1], pem)
  },
  'HS256 with the modulus as secret': () =>
    hmac({ ...parts(genuine)[0], alg: 'HS256' }, parts(genuine)[1], String(one.identity.keys[0]?.n)),
  'a key of one’s own under the pool’s kid': () => signed(...parts(genuine), ownPem),
  'a kid of one’s own': () => signed({ ...parts(genuine)[0], kid: 'own' }, parts(genuine)[1], ownPem),
  'no kid': () => signed({ alg: 'RS256' }, parts(genuine)[1]),
  'a key in the header (jwk)': () =>
    signed({ alg: 'RS256', kid: 'own', jwk: ownJwk }, parts(genuine)[1], ownPem),
  'a key at an address (jku)': () =>
    signed({ alg: 'RS256', kid: 'own', jku: `${world.cloud.origin}/jwks.json` }, parts(genuine)[1], ownPem),
  'a certificate at an address (x5u)': () =>
    signed({ alg: 'RS256', kid: 'own', x5u: `${world.cloud.origin}/cert` }, parts(genuine)[1], ownPem),
  'RS512 by the genuine key': () => signed({ ...parts(genuine)[0], alg: 'RS512' }, parts(genuine)[1]),
  'the other company’s pool, our issuer': () =>
    signed(...parts(genuine), poolOf(other.identity.poolId).key.privateKey),
  'our pool, the other company’s issuer': () =>
    signed(parts(genuine)[0], { ...parts(genuine)[1], iss: other.identity.issuer }),
  'another client of the same pool': () =>
    signed(parts(genuine)[0], { ...parts(genuine)[1], client_id: 'a'.repeat(26) }),
  'an id token': () => {
    const { client_id, ...claims } = parts(genuine)[1]
    return signed(parts(genuine)[0], { ...claims, aud: client_id, token_use: 'id' })
  },
  'an expired token': () => signed(parts(genuine)[0], { ...parts(genuine)[1], exp: now() - 1 }),
  'a token that never expires': () => {
    const { exp: _, ...claims } = parts(genuine)[1]
    return signed(parts(genuine)[0], claims)
  },
  'a token that is not yet valid': () =>
    signed(parts(genuine)[0], { ...parts(genuine)[1], nbf: now() + 600, iat: now() + 600 }),
  'a token without a session': () => {
    const { origin_jti: _, ...claims } = parts(genuine)[1]
    return signed(parts(genuine)[0], claims)
  },
  'a session that was never begun': () =>
    signed(parts(genuine)[0], { ...parts(genuine)[1], origin_jti: 'someone-else' }),
  'a huge token': () => signed(parts(genuine)[0], { ...parts(genuine)[1], more: 'x'.repeat(5_000) }),
  'an issuer with a path behind it': () =>
    signed(parts(genuine)[0], {
      ...parts(genuine)[1],
      iss: `${one.identity.issuer}/../${other.identity.poolId}`,
    }),
  'an issuer with a slash at the end': () =>
    signed(parts(genuine)[0], { ...parts(genuine)[1], iss: `${one.identity.issuer}/` }),
  'an issuer of another host': () =>
    signed(parts(genuine)[0], {
      ...parts(genuine)[1],
      iss: one.identity.issuer.replace('amazonaws.com', 'amazonaws.com.example.jp'),
    }),
  'an issuer with a name in front': () =>
    signed(parts(genuine)[0], {
      ...parts(genuine)[1],
      iss: one.identity.issuer.replace(
        'https://',
        'https://cognito-idp.ap-northeast-1.amazonaws.com@example.jp/',
      ),
    }),
  'an issuer that is no text': () =>
    signed(parts(genuine)[0], { ...parts(genuine)[1], iss: [one.identity.issuer] }),
  'a claimed prototype': () => signed(parts(genuine)[0], JSON.parse(`{"__proto__":{"iss":"x"}}`)),
}

const asks = async (token: string, cookie = '__Host-kz') => {
  const browser = world.browser()
  if (token) browser.cookies.set(cookie, token)
  return browser.raw('enrollment.list', {})
}

control(
  ['5.7', '6.1'],
  'every forged token is refused at the gateway with a 401 problem, and a genuine one is not',
  async () => {
    expect((await asks(genuine)).status).toBe(200)
    expect((await asks(signed(...parts(genuine)))).status).toBe(200)
    for (const [name, forge] of Object.entries(forgeries)) {
      const { status, headers, body } = await asks(forge())
      expect([name, status]).toEqual([name, 401])
      expect(headers.get('content-type')).toMatch('application/problem+json')
      expect([name, body]).toEqual([name, expect.objectContaining({ kind: 'signedOut', status: 401 })])
    }
  },
)

control('5.7', 'every forged token is refused by the renewal too, which takes expired ones', async () => {
  for (const [name, forge] of Object.entries(forgeries)) {
    if (name === 'an expired token') continue
    const browser = world.browser()
    browser.cookies.set('__Host-kz', forge())
    expect([name, await kindOf(browser, 'session.refresh', {})]).toEqual([name, 'signedOut'])
  }
  const old = world.browser()
  old.cookies.set('__Host-kz', signed(parts(genuine)[0], { ...parts(genuine)[1], exp: now() - 86_460 }))
  expect(await kindOf(old, 'session.refresh', {})).toBe('signedOut')
  old.cookies.set('__Host-kz', forgeries['an expired token']?.() ?? '')
  expect(await kindOf(old, 'session.refresh', {})).toBe('done')
})

control('5.7', 'a token is good at the doors of its own people alone', async () => {
  const doors = Object.entries(register).filter(([, { may }]) => may !== 'anyone')
  for (const [name, { door }] of doors) {
    const browser = world.browser().asOperator()
    browser.cookies.set('__Host-kz-op', genuine)
    const { status } = await browser.raw(name, {}, door)
    expect([name, status]).toEqual([name, 401])
  }
})

control(
  '5.7',
  'the tokens of a company that is shut, or in a state nobody knows, are good for nothing',
  async () => {
    const third = await company(world)
    const token = await tokenOf(third.code)
    const key = { pk: `ISS#${third.identity.issuer}`, sk: 'ISS' }
    const row = await world.table.get(key, { table: 'registry' })
    for (const state of ['preparing', 'erasing', 'erased', 'disabled', '']) {
      const item = { ...row, ...key, state }
      await world.table.together([{ kind: 'put', key, item, table: 'registry' }])
      forgetIssuers()
      expect([state, (await asks(token)).status]).toEqual([state, 401])
      const browser = world.browser()
      browser.cookies.set('__Host-kz', token)
      expect([state, await kindOf(browser, 'session.refresh', {})]).toEqual([state, 'signedOut'])
      const start = { company: third.code, userId: 'u001', password: PASSWORD }
      expect([state, await kindOf(browser, 'session.start', start)]).toEqual([state, 'credentials'])
    }
  },
)
