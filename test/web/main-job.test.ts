import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import type { Download } from 'playwright-core'
import { expect } from 'vitest'
import { readSheet } from '../../lambdas/sheet/read.ts'
import { company, PASSWORD } from '../world/world.ts'
import { answerSome } from './classroom.ts'
import { asAdministrator, typeSignIn } from './enter.ts'
import { PHONE, type Screen, stageFor } from './stage.ts'

const story = stageFor()

const ROSTER = [
  'ユーザーID,氏名,部署,メールアドレス,区分',
  'E001,髙﨑 一郎,営業本部 > 東京営業部,,正社員',
  '007,田中 次郎,総務部,,',
  '',
].join('\r\n')

const fetched = async (
  page: Screen,
  press: () => Promise<unknown>,
): Promise<{ name: string; bytes: Buffer }> => {
  const [download] = (await Promise.all([page.waitForEvent('download'), press()])) as [Download, unknown]
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) }
}
const fetchFile = (page: Screen) =>
  fetched(page, () => page.getByRole('button', { name: 'ダウンロードする', exact: true }).click())

/** The row of a person in a downloaded workbook, by its headings. */
const rowOf = async (bytes: Buffer, userId: string): Promise<Record<string, string>> => {
  const { lines } = await readSheet(Readable.from([bytes]))
  const rows: string[][] = []
  for await (const { cells } of lines) rows.push([...cells])
  const headings = rows[0] ?? []
  const row = rows.find((cells) => cells[headings.indexOf('ユーザーID')] === userId) ?? []
  return Object.fromEntries(headings.map((heading, at) => [heading, row[at] ?? '']))
}

/** 名簿の取り込み, as it is done on the page. */
const bringRoster = async (admin: Screen) => {
  await admin.goto('/admin/#/import')
  await admin
    .locator('input[type=file]')
    .setInputFiles({ name: '名簿.csv', mimeType: 'text/csv', buffer: Buffer.from(ROSTER) })
  await admin.getByText('まだ名簿には反映されていません。').waitFor()
  await admin.getByRole('button', { name: '2行を反映する' }).click()
  await admin.getByText('2人を名簿に反映しました。').waitFor()
}

/** The slips as CSV; the temporary password of one person. */
const temporaryOf = async (admin: Screen, userId: string): Promise<string> => {
  await admin.goto('/admin/#/slips')
  await admin.getByRole('radio', { name: /^CSV/ }).check()
  await admin.getByRole('button', { name: '案内を作る' }).click()
  const { bytes } = await fetchFile(admin)
  const rows = bytes
    .toString()
    .split('\r\n')
    .map((row) => row.split(','))
  const at = rows[0]?.findIndex((title) => title.includes('仮パスワード')) ?? -1
  return rows.find((row) => row.includes(userId))?.[at] ?? ''
}

const readLessons = async (page: Screen) => {
  await page.getByRole('link', { name: /^はじめる/ }).click()
  await page.getByRole('link', { name: 'はじめる' }).click()
  for (let n = 1; n <= 5; n++) {
    await page.getByText(`教材　${n} / 5`).waitFor()
    await page.getByRole('button', { name: n < 5 ? '次へ' : '読み終えて、テストへ進む' }).click()
  }
}

story(
  'a roster file comes in, a newcomer with a slip passes at the second try on a phone, the record goes out',
  async ({ world, screen }) => {
    const one = await company(world, 0)
    const admin = await screen()
    await asAdministrator(admin, one.code)
    await bringRoster(admin)
    const temporary = await temporaryOf(admin, '007')
    expect(temporary).toMatch(/^\w{4}-\w{4}-\w{4}$/)
    await admin.goto('/admin/#/open/privacy-2026')
    await admin.getByRole('button', { name: '開講する' }).click()
    await admin.getByRole('heading', { name: /開講/ }).waitFor({ state: 'detached' })

    const page = await screen({ viewport: PHONE, hasTouch: true, isMobile: true })
    await page.goto(`/c/${one.code}`)
    await typeSignIn(page, { userId: '007', password: temporary })
    await page.getByRole('heading', { name: 'ご自身のパスワードを決めてください' }).waitFor()
    await page.getByRole('textbox', { name: '新しいパスワード' }).fill(PASSWORD)
    await page.getByRole('button', { name: 'パスワードを決める' }).click()
    await page.getByRole('heading', { name: 'やること' }).waitFor()

    await readLessons(page)
    await page.getByRole('link', { name: 'テストを始める' }).click()
    await answerSome(page, 10, 1)
    await page.getByRole('button', { name: '提出する' }).click()
    await page.getByRole('heading', { name: 'あと 1 問です' }).waitFor()
    await page.getByText('10問中 9問 正解でした。').waitFor()
    expect(await page.getByText('解説', { exact: true }).count()).toBe(1)
    await page.getByRole('link', { name: '再テスト' }).click()
    await answerSome(page, 10)
    await page.getByRole('button', { name: '提出する' }).click()
    await page.getByRole('heading', { name: '合格です' }).waitFor()
    await page.getByRole('link', { name: 'ホームへ戻る' }).click()
    await page.getByText('いま受講していただくものはありません').waitFor()

    await admin.goto('/admin/#/records')
    await admin.getByRole('row').filter({ hasText: '田中 次郎' }).filter({ hasText: '合格' }).waitFor()
    await admin.getByRole('button', { name: '受講記録をダウンロード' }).click()
    const { name, bytes } = await fetchFile(admin)
    expect(name).toMatch(new RegExp(`^受講記録_${one.code}_2026_privacy_\\d{8}-\\d{4}\\.xlsx$`))
    expect(await rowOf(bytes, '007')).toMatchObject({
      氏名: '田中 次郎',
      受講状態: '合格',
      初回得点: '90',
      最終得点: '100',
      受験回数: '2',
    })
    expect(world.cloud.meter.refused).toEqual([])
  },
  120_000,
)
