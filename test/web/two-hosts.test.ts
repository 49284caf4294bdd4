import { afterAll, expect } from 'vitest'
import { startTlsFront } from '../../bin/local/tls-front.ts'
import { contentSecurityPolicy } from '../../lib/parts/content-security-policy.ts'
import { startWorld, type World } from '../world/world.ts'
import { classroom } from './classroom.ts'
import { asLearner, typeSignIn } from './enter.ts'
import { builtWeb, PHONE, servedFrom, stageFor } from './stage.ts'

const APP = 'https://app.example.jp'
const API = 'https://api.example.jp'
let world: World
const front = await startTlsFront({
  app: new URL(APP).host,
  api: new URL(API).host,
  port: () => world.cloud.port,
})
afterAll(() => front.stop())

const story = stageFor(
  async () => {
    world = await startWorld({ origin: APP, pages: servedFrom(builtWeb(API), API) })
    return world
  },
  { flags: front.flags, also: [API] },
)

story(
  'with the app on one host and the API on another, over TLS, a learner signs in and reads a lesson',
  async ({ screen }) => {
    const { code } = await classroom(world)
    const page = await screen({ viewport: PHONE })
    const asked: string[] = []
    page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).host}`))
    const home = page.waitForResponse(`${APP}/learner/`)
    await asLearner(page, code, 'u001')
    expect((await home).headers()['content-security-policy']).toBe(
      contentSecurityPolicy({ apiOrigin: API, filesOrigin: world.cloud.filesOrigin }),
    )
    expect(asked).toContain('POST api.example.jp')

    const [cookie, ...more] = await page.context().cookies()
    expect(more).toEqual([])
    expect(cookie).toMatchObject({
      name: '__Host-kz',
      domain: 'api.example.jp',
      path: '/',
      secure: true,
      httpOnly: true,
      sameSite: 'Strict',
    })

    await page.getByRole('link', { name: /続きから/ }).click()
    await page.getByRole('link', { name: /^1\. / }).click()
    await page.getByRole('button', { name: '次へ' }).click()
    await page.getByText('教材　2 / 5').waitFor()
  },
)

story('the API answers the preflight of the app alone, for two hours', async () => {
  const answer = await fetch(`http://127.0.0.1:${world.cloud.port}/api/gate/session.start`, {
    method: 'OPTIONS',
    headers: { origin: APP, 'access-control-request-method': 'POST' },
  })
  const headers = Object.fromEntries(answer.headers)
  expect(headers).toMatchObject({
    'access-control-allow-origin': APP,
    'access-control-allow-credentials': 'true',
    'access-control-max-age': '7200',
  })
})

story('a write that comes from the page of another site is refused by the door', async () => {
  const answer = await fetch(`http://127.0.0.1:${world.cloud.port}/api/gate/session.start`, {
    method: 'POST',
    headers: { origin: 'https://evil.example.com', 'x-kizuki': 'member', 'content-type': 'application/json' },
    body: JSON.stringify({ company: 'mirai', userId: 'u001', password: 'x' }),
  })
  expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([403, APP])
})

story(
  'under `default-src self` alone every call would be blocked, which one host would never show',
  async ({ screen }) => {
    const page = await screen()
    const blocked: string[] = []
    page.on('console', (message) => blocked.push(message.text()))
    page.toleratesAll()
    await page.route(`${APP}/learner/`, async (route) => {
      const response = await route.fetch({ url: `http://127.0.0.1:${world.cloud.port}/learner/` })
      await route.fulfill({
        response,
        headers: { ...response.headers(), 'content-security-policy': "default-src 'self'" },
      })
    })
    await page.goto('/learner/')
    await typeSignIn(page, { company: 'mirai', userId: 'u001' })
    await page.getByRole('alert').filter({ hasText: 'ただいま接続できません（' }).waitFor()
    expect(blocked.join('\n')).toMatch(
      /violates the following Content Security Policy directive: "default-src 'self'"/,
    )
  },
)
