import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Cloud } from '../../bin/local/cloud.ts'
import { pagesOf } from '../../bin/local/pages.ts'

const dir = mkdtempSync(join(tmpdir(), 'kizuki-pages-'))
const serve = pagesOf(dir, () => false)({ filesOrigin: 'http://localhost:1' } as Cloud)
const server = createServer((asked, answer) => serve(asked, answer, new URL(asked.url ?? '/', 'http://x')))

beforeAll(async () => {
  writeFileSync(join(dir, 'index.html'), 'the first page')
  writeFileSync(join(dir, 'icon.svg'), 'the icon')
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
})
afterAll(() => {
  server.close()
  rmSync(dir, { recursive: true })
})

/** Asked by hand: a client of the standard library would mend the path. */
const get = (path: string) =>
  new Promise<[number | undefined, string]>((done, fail) => {
    const { port } = server.address() as AddressInfo
    request({ port, path, host: '127.0.0.1', agent: false }, (response) => {
      let text = ''
      response.on('data', (chunk) => {
        text += chunk
      })
      response.on('end', () => done([response.statusCode, text]))
    })
      .on('error', fail)
      .end()
  })

test('files are served, and the address of a company is the first page', async () => {
  expect(await get('/')).toEqual([200, 'the first page'])
  expect(await get('/icon.svg')).toEqual([200, 'the icon'])
  expect(await get('/c/mirai')).toEqual([200, 'the first page'])
})

test('what is not there, what is no text and what lies outside show the first page with 404', async () => {
  for (const path of ['/nothing', '/%', '/%ff', '/a%00b', '/..%2f..%2fetc/passwd'])
    expect(await get(path), path).toEqual([404, 'the first page'])
})
