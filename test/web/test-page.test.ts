import { expect } from 'vitest'
import { answer, answerSome, classroom } from './classroom.ts'
import { asLearner } from './enter.ts'
import { PHONE, type Screen, type Stage, stageFor } from './stage.ts'

const story = stageFor()

const atTest = async ({ world, screen }: Stage): Promise<{ page: Screen; code: string }> => {
  const { code } = await classroom(world)
  const page = await screen({ viewport: PHONE })
  await asLearner(page, code, 'u001')
  await page.goto('/learner/#/test/privacy-2026')
  await page.getByText('問 1 / 10').waitFor()
  return { page, code }
}
const answered = (page: Screen) => page.getByRole('progressbar').getAttribute('value')

story('a reload in the middle of the test loses nothing', async (stage) => {
  const { page } = await atTest(stage)
  await answerSome(page, 3)
  await page.reload()
  await page.getByText('問 4 / 10').waitFor()
  expect(await answered(page)).toBe('3')
  await page.getByRole('button', { name: '前へ' }).click()
  expect(await page.getByRole('radio', { checked: true }).count()).toBe(1)
})

story('another screen takes over, and the first is told at its next answer', async (stage) => {
  const { page, code } = await atTest(stage)
  await answerSome(page, 2)
  const other = await stage.screen()
  await asLearner(other, code, 'u001')
  await other.goto('/learner/#/test/privacy-2026')
  await other.getByRole('heading', { name: '別の画面でテストが開いています' }).waitFor()
  expect(await other.getByText('2 問まで解答済みです（全 10 問）。').count()).toBe(1)
  await other.getByRole('button', { name: 'この画面で続ける' }).click()
  await other.getByText('問 3 / 10').waitFor()
  page.provokes('409 attempt.save')
  await answer(page)
  await page.getByRole('heading', { name: '別の画面で続きが始まりました' }).waitFor()
  await answerSome(other, 1)
  expect(await answered(other)).toBe('3')
  await page.getByRole('button', { name: 'この画面を再読み込みする' }).click()
  await page.getByRole('button', { name: 'この画面で続ける' }).waitFor()
})

story('a second tab of the same browser is another screen too', async (stage) => {
  const { page } = await atTest(stage)
  await answerSome(page, 1)
  const tab = await stage.screen({ beside: page })
  await tab.goto('/learner/#/test/privacy-2026')
  await tab.getByRole('button', { name: 'この画面で続ける' }).waitFor()
  await answerSome(page, 1)
  expect(await answered(page)).toBe('2')
})

story(
  'while the service does not answer, the page says so, waits, and sends what was answered',
  async (stage) => {
    const { page } = await atTest(stage)
    const { cloud } = stage.world
    page.provokes('failed: attempt.save', 'failed: session.get')
    cloud.pauseApi()
    await answer(page)
    const banner = page.getByRole('alert')
    expect(await banner.textContent()).toMatch(/ただいま接続できません（\d\d:\d\dから）.*失われていません/)
    await page.getByText('保存できていません。接続が戻りしだい送ります。').waitFor()
    await banner.getByRole('button', { name: 'もう一度試す' }).click()
    expect(await banner.isVisible()).toBe(true)
    cloud.resumeApi()
    await banner.getByRole('button', { name: 'もう一度試す' }).click()
    await banner.waitFor({ state: 'detached' })
    await page.getByRole('status').filter({ hasText: '保存しました' }).waitFor()
    await page.reload()
    await page.getByText('問 2 / 10').waitFor()
  },
)

story(
  'opened while the service does not answer, a page says so and goes on by itself when asked again',
  async (stage) => {
    const { page } = await atTest(stage)
    page.provokes('failed: session.get')
    stage.world.cloud.pauseApi()
    await page.reload()
    await page.getByRole('heading', { name: 'ただいま接続できません' }).waitFor()
    stage.world.cloud.resumeApi()
    await page.getByRole('button', { name: 'もう一度試す' }).click()
    await page.getByText('問 1 / 10').waitFor()
  },
)

story('the way back from the result leads past the test, so that it begins no other', async (stage) => {
  const { page } = await atTest(stage)
  await answerSome(page, 10, 1)
  await page.getByRole('button', { name: '提出する' }).click()
  await page.getByRole('heading', { name: 'あと 1 問です' }).waitFor()
  await page.goBack()
  await page.getByText('再テストが必要です').waitFor()
  expect(new URL(page.url()).hash).toBe('')
})

story('a test that may not begin leads to the lessons', async ({ world, screen }) => {
  const { code } = await classroom(world, false)
  const page = await screen({ viewport: PHONE })
  await asLearner(page, code, 'u001')
  page.provokes('409 attempt.start')
  await page.goto('/learner/#/test/privacy-2026')
  await page.getByRole('link', { name: '教材へ戻る' }).click()
  await page.getByRole('heading', { name: '教材' }).waitFor()
})
