import { readFileSync } from 'node:fs'
import type { Download } from 'playwright-core'
import { expect } from 'vitest'
import { check, commit, openCourse } from '../world/office.ts'
import { company } from '../world/world.ts'
import { asAdministrator } from './enter.ts'
import { type Screen, type Stage, stageFor } from './stage.ts'

const story = stageFor()

const downloaded = async (page: Screen, press: () => Promise<unknown>) => {
  const [download] = (await Promise.all([page.waitForEvent('download'), press()])) as [Download, unknown]
  return { name: download.suggestedFilename(), text: readFileSync(await download.path()).toString() }
}

/** An administrator in the browser, of a company whose roster holds these rows; and the same session without a face. */
const office = async (
  { world, screen }: Stage,
  rows = ['007,田中 次郎,総務部', 'E1,佐藤 花子,営業部 > 東京課'],
) => {
  const { code } = await company(world, 0)
  const page = await screen()
  await asAdministrator(page, code)
  const admin = world.browser()
  for (const { name, value } of await page.context().cookies()) admin.cookies.set(name, value)
  const file = ['社員番号,氏名,部署', ...rows, ''].join('\r\n')
  await commit(admin, (await check(admin, 'r.csv', file)).id)
  return { code, admin, page }
}

const LIST = [
  '社員一覧',
  '社員番号,氏名,部署,内線',
  '7,田中 次郎,総務部,1',
  'E2,新入 花子,営業部,2',
  'E3,甲,,',
  'e3,乙,,',
  '',
]

story(
  'a roster is checked, a doubtful row taken by hand, and the rows in error come back as a file',
  async (stage) => {
    const { code, page } = await office(stage)
    await page.getByRole('link', { name: '利用者', exact: true }).click()
    await page.getByRole('link', { name: '名簿を取り込む' }).click()
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: '名簿.csv', mimeType: 'text/csv', buffer: Buffer.from(LIST.join('\r\n')) })
    await page.getByText('見出しは 2行目').waitFor()
    await page.getByText('使わない列：内線').waitFor()
    await page.getByRole('button', { name: /^要確認/ }).click()
    await page.getByText(/名簿に「007」があります/).waitFor()
    await page.getByRole('checkbox', { name: '3行目 7 を反映する' }).check()
    await page.getByText(/1人を追加、要確認のうち 1人を反映します。/).waitFor()
    await page.getByRole('button', { name: '2行を反映する' }).click()
    await page.getByRole('heading', { name: '2人を名簿に反映しました。' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: '2人を名簿に反映しました。' }).waitFor()
    const errors = await downloaded(page, () =>
      page.getByRole('button', { name: 'エラーの行をダウンロードする' }).click(),
    )
    expect(errors.name).toMatch(new RegExp(`^取り込みエラー_${code}_.*\\.csv$`))
    expect(errors.text).toContain('同じユーザーIDが')
  },
  60_000,
)

story(
  'a person is changed, put on leave and brought back in the panel, and the focus returns to their row',
  async (stage) => {
    const { page } = await office(stage)
    await page.goto('/admin/#/members')
    const row = page.getByRole('button', { name: '007', exact: true })
    await row.focus()
    await page.keyboard.press('Enter')
    const panel = page.getByRole('dialog', { name: '田中 次郎' })
    await panel.getByLabel('区分').fill('パート')
    await panel.getByRole('button', { name: '保存する' }).click()
    await panel.getByText('保存しました。').waitFor()
    await panel.getByRole('button', { name: '休止中にする' }).click()
    await panel.getByText(/休止中にします。/).waitFor()
    await panel.getByRole('region').getByRole('button', { name: '休止中にする' }).click()
    await panel.getByText('休止中にしました。').waitFor()
    await panel.getByRole('button', { name: '利用中に戻す' }).click()
    await panel.getByText('利用中に戻しました。').waitFor()
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
    await page.getByRole('row').filter({ hasText: '007' }).filter({ hasText: 'パート' }).waitFor()
    expect(await row.evaluate((one) => one === document.activeElement)).toBe(true)
  },
  60_000,
)

story(
  'the record is filtered by status and department, keeps the focus on the filter, and is downloaded as filtered',
  async (stage) => {
    const { admin, page } = await office(stage)
    await openCourse(admin)
    await page.goto('/admin/#/records')
    await page.getByText('3件を表示しています').waitFor()
    await page.getByLabel('部署').selectOption({ label: '営業部 > 東京課' })
    const chip = page.getByRole('button', { name: /^未受講/ })
    await chip.click()
    await page.getByText('1件を表示しています').waitFor()
    expect(await chip.getAttribute('aria-pressed')).toBe('true')
    expect(await chip.evaluate((one) => one === document.activeElement)).toBe(true)
    await page.getByRole('button', { name: '受講記録をダウンロードする' }).click()
    await page.getByText('いまの絞り込み（未受講・営業部 > 東京課）に合う方だけが入ります。').waitFor()
    await page.getByRole('radio', { name: 'CSV（UTF-8）' }).check()
    const { text } = await downloaded(page, () =>
      page.getByRole('dialog').getByRole('button', { name: 'ダウンロードする' }).click(),
    )
    expect(text.trim().split('\r\n')).toHaveLength(2)
    expect(text).toContain('佐藤 花子')
  },
  60_000,
)

story(
  'the training report prints on exactly one page of A4, with nothing of the screen around it',
  async (stage) => {
    const many = Array.from(
      { length: 60 },
      (_, n) => `N${100 + n},長曾我部 ${n}号,情報システム本部 > 基盤開発部 > 第${(n % 9) + 1}課`,
    )
    const { admin, page } = await office(stage, many)
    const id = await openCourse(admin)
    await page.goto(`/admin/#/report/${id}`)
    await page.getByText('まだ合格していない方（61人）').waitFor()
    await page.getByText('ほか 37人は受講記録をご覧ください。').waitFor()
    const paper = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1')
    expect(paper.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1)
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByRole('navigation').count()).toBe(0)
    expect(await page.getByRole('button').count()).toBe(0)
  },
  60_000,
)
