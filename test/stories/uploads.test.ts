import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../world/client.ts'
import { send } from '../world/office.ts'
import { administratorOf } from '../world/people.ts'
import { company, startWorld, type World } from '../world/world.ts'

let world: World
let admin: Client
beforeAll(async () => {
  world = await startWorld()
  admin = (await administratorOf(world, (await company(world, 0)).code)).browser
})
afterAll(() => world.stop())

test('a file of several pieces arrives whole', async () => {
  const lines = Array.from({ length: 200_000 }, (_, n) => `${n},${'長'.repeat(30)}`)
  const bytes = Buffer.from(['ID,備考', ...lines].join('\r\n'))
  expect(bytes.length).toBeGreaterThan(18_000_000)
  const fileId = await send(admin, 'a.csv', bytes)
  expect(await admin.call('file.close', { fileId })).toMatchObject({
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  })
})
