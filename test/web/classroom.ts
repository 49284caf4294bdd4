import { openCourse } from '../world/office.ts'
import { readAll, rightChoices } from '../world/study.ts'
import { company, PASSWORD, type World } from '../world/world.ts'
import type { Screen } from './stage.ts'

/** A company whose course is open; its learner has read every lesson, so that the test lies before them, or none. */
export const classroom = async (world: World, read = true) => {
  const one = await company(world, 1)
  const admin = world.browser()
  await admin.signIn(one.code, 'kanri', PASSWORD)
  await admin.enrol()
  await openCourse(admin)
  const learner = world.browser()
  await learner.signIn(one.code, 'u001', PASSWORD)
  if (read) await readAll(learner)
  return { code: one.code, admin }
}

const right = rightChoices()
/** Answers the question on the page; wrongly where told. */
export const answer = async (page: Screen, wrong = false): Promise<void> => {
  const radios = page.getByRole('radio')
  await radios.first().waitFor()
  const key = right[(await radios.first().getAttribute('name')) ?? '']
  await page.locator(`input[value="${wrong ? (key === 'a' ? 'b' : 'a') : key}"]`).check()
}
/** Answers up to `upTo` questions, going on after each, and waits until the last is stored. */
export const answerSome = async (page: Screen, upTo: number, wrong = 0): Promise<void> => {
  for (let at = 0; at < upTo; at++) {
    await answer(page, at < wrong)
    await page.getByRole('status').filter({ hasText: '保存しました' }).waitFor()
    await page.getByRole('button', { name: /^(次へ|解答の確認)$/ }).click()
  }
}
