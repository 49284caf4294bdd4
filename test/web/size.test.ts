import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { classroom } from './classroom.ts'
import { asLearner } from './enter.ts'
import { builtWeb, PHONE, stageFor } from './stage.ts'

const KB = 1024
const learnerFiles = (ending: string) => {
  const dir = join(builtWeb(), 'learner/assets')
  return readdirSync(dir)
    .filter((name) => name.endsWith(ending))
    .map((name) => readFileSync(join(dir, name)))
}

test('the learner’s scripts are at most 40 KB compressed, all pages together', () => {
  const sizes = learnerFiles('.js').map((bytes) => gzipSync(bytes, { level: 9 }).length)
  expect(sizes.length).toBeGreaterThan(0)
  expect(sizes.reduce((a, b) => a + b)).toBeLessThanOrEqual(40 * KB)
})

test('the learner’s styles are at most 15 KB, not compressed', () => {
  const sizes = learnerFiles('.css').map(({ length }) => length)
  expect(sizes).toHaveLength(1)
  expect(sizes[0]).toBeLessThanOrEqual(15 * KB)
})

const story = stageFor()

story('a learner’s home is at most 60 KB over the wire at its first load', async ({ world, screen }) => {
  const { code } = await classroom(world)
  const first = await screen({ viewport: PHONE })
  await asLearner(first, code, 'u001')
  const page = await screen({ viewport: PHONE, storageState: await first.context().storageState() })
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  const loaded = new Map<string, number>()
  const urls = new Map<string, string>()
  session.on('Network.requestWillBeSent', ({ requestId, request }) => urls.set(requestId, request.url))
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) =>
    loaded.set(urls.get(requestId) ?? requestId, encodedDataLength),
  )
  await page.goto('/learner/')
  await page.getByRole('link', { name: /続きから/ }).waitFor()
  await page.waitForLoadState('networkidle')
  const names = [...loaded.keys()].map((url) => new URL(url).pathname)
  expect(names).toEqual(
    expect.arrayContaining(['/learner/', '/api/gate/session.get', '/api/learner/enrollment.list']),
  )
  const total = [...loaded.values()].reduce((a, b) => a + b)
  expect(total).toBeGreaterThan(10 * KB)
  expect(total).toBeLessThanOrEqual(60 * KB)
  process.stderr.write(
    `A learner’s home at its first load: ${(total / KB).toFixed(1)} KB in ${loaded.size} answers\n`,
  )
})
