import { expect } from 'vitest'
import { openCourse } from '../world/office.ts'
import { company, PASSWORD, type World } from '../world/world.ts'
import { asLearner } from './enter.ts'
import { PHONE, stageFor } from './stage.ts'

const story = stageFor()

const classroom = async (world: World) => {
  const one = await company(world)
  const admin = world.browser()
  await admin.signIn(one.code, 'kanri', PASSWORD)
  await admin.enrol()
  await openCourse(admin)
  return one
}

story('a learner signs in on a phone and sees one thing to do', async ({ world, screen }) => {
  const one = await classroom(world)
  const page = await screen({ viewport: PHONE })
  await asLearner(page, one.code, 'u001')
  expect(await page.getByRole('main').getByRole('link').count()).toBe(1)
})
