import { afterAll, beforeAll, expect, test } from 'vitest'
import { company, PASSWORD, startWorld, type World } from '../world/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

test('a learner signs in with any case and width of code and ID, and is told who they are', async () => {
  const one = await company(world)
  const browser = world.browser()
  const step = await browser.signIn('Ｃｏｍｐａｎｙ-1', 'Ｕ001', PASSWORD)
  expect(step).toMatchObject({
    next: 'home',
    who: { company: { name: one.name }, name: '受講 1郎', roles: ['learner'] },
  })
  expect(await browser.call('session.get', {})).toMatchObject({ userId: 'u001', mustEnrol: false })
})
