import { expect } from 'vitest'
import { PASSWORD } from '../world/world.ts'
import { classroom } from './classroom.ts'
import { asLearner } from './enter.ts'
import { type Screen, stageFor } from './stage.ts'
import { focused, treeOf } from './tree.ts'

const story = stageFor()

/** Presses Tab until something with this name has the focus, and tells what was passed. */
const tabTo = async (page: Screen, name: RegExp): Promise<string[]> => {
  const passed: string[] = []
  for (let i = 0; i < 30; i++) {
    await page.keyboard.press('Tab')
    const here = (await focused(page)) ?? ''
    if (name.test(here)) return passed
    passed.push(here)
  }
  throw new Error(`Tab never came to ${name}: ${passed.join(' | ')}`)
}

story('a learner signs in, opens the test and answers with the keyboard alone', async ({ world, screen }) => {
  const { code } = await classroom(world)
  const page = await screen()
  await page.goto(`/c/${code}`)
  await tabTo(page, /textbox "会社コード/)
  expect(await page.locator(':focus').inputValue()).toBe(code)
  await tabTo(page, /textbox "ユーザーID/)
  await page.keyboard.type('u001')
  await tabTo(page, /textbox "パスワード/)
  await page.keyboard.type(PASSWORD)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'やること' }).waitFor()
  await expect.poll(() => focused(page)).toBe('heading "やること" focused')
  await tabTo(page, /link "続きから/)
  await page.keyboard.press('Enter')
  await expect.poll(() => focused(page)).toBe('heading "個人情報保護" focused')
  await tabTo(page, /link "テストを始める/)
  await page.keyboard.press('Enter')
  await page.getByRole('radio').first().waitFor()
  await tabTo(page, /radio/)
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  expect(await focused(page)).toMatch(/radio ".+" checked=true|radio ".+" focused checked=true/)
  await page.getByRole('status').filter({ hasText: '保存しました' }).waitFor()
  await tabTo(page, /button "次へ"/)
  const question = await page.getByRole('heading', { level: 1 }).textContent()
  await page.keyboard.press('Enter')
  await page.getByText('問 2 / 10').waitFor()
  await expect.poll(() => focused(page)).toMatch(/^heading/)
  expect(await page.getByRole('heading', { level: 1 }).textContent()).not.toBe(question)
})

story(
  'from the top of home one comes past the way to the content, the company and the menu, and no more',
  async ({ world, screen }) => {
    const { code } = await classroom(world)
    const page = await screen()
    await asLearner(page, code, 'u001')
    await page.reload()
    await page.getByRole('link', { name: /続きから/ }).waitFor()
    expect(await tabTo(page, /続きから/)).toEqual([
      'link "本文へ進む" focused',
      expect.stringMatching(/^link "株式会社テスト\d+ ホーム" focused$/),
      'DisclosureTriangle "受講 1郎" focused',
    ])
  },
)

story(
  'a refused form moves the focus to a summary that names each field and leads to it',
  async ({ screen }) => {
    const page = await screen()
    page.provokes('422 session.start')
    await page.goto('/learner/')
    await page.getByRole('button', { name: 'ログイン' }).click()
    await page.getByRole('alert').waitFor()
    expect(await focused(page)).toMatch(/^alert .*focused.*live=assertive|^alert .*live=assertive.*focused/)
    const tree = await treeOf(page)
    expect(tree).toContain('link "ユーザーID：入力してください。"')
    expect(tree.find((line) => line.startsWith('textbox "ユーザーID'))).toMatch(
      /\(！? ?入力してください。\).*invalid=true.*required/,
    )
    await page.getByRole('link', { name: 'ユーザーID：入力してください。' }).press('Enter')
    expect(await focused(page)).toMatch(/^textbox "ユーザーID/)
  },
)

story(
  'what was saved is told politely, and the choices are a group named by the question',
  async ({ world, screen }) => {
    const { code } = await classroom(world)
    const page = await screen()
    await asLearner(page, code, 'u001')
    await page.goto('/learner/#/test/privacy-2026')
    await page.getByRole('radio').first().check()
    await page.getByRole('status').filter({ hasText: '保存しました' }).waitFor()
    const tree = await treeOf(page)
    const question = await page.getByRole('heading', { level: 1 }).textContent()
    expect(tree).toContain(`group "${question}"`)
    expect(tree.filter((line) => line.startsWith('radio'))).toHaveLength(4)
    expect(tree.find((line) => line.startsWith('status'))).toContain('live=polite')
    expect(await page.title()).toBe(`${question} - Kizuki`)
  },
)

/** Types kana that is not yet converted, as an input method does, and presses the Enter that would end the conversion. */
const composeAndEnter = async (page: Screen): Promise<void> => {
  const session = await page.context().newCDPSession(page)
  await session.send('Input.imeSetComposition', { text: 'かんり', selectionStart: 3, selectionEnd: 3 })
  const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13 }
  await session.send('Input.dispatchKeyEvent', { type: 'keyDown', text: '\r', ...enter })
  await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...enter })
  await session.detach()
}

story(
  'Enter that ends a conversion of kana sends nothing; in a form without our care it would',
  async ({ screen }) => {
    const page = await screen()
    const sent: string[] = []
    page.on('request', (request) => sent.push(request.url()))
    await page.goto('/learner/')
    await page.getByLabel('ユーザーID').focus()
    await composeAndEnter(page)
    await page.waitForTimeout(100)
    expect(sent.filter((url) => url.includes('session.start'))).toEqual([])
    await page.evaluate(() => {
      const form = document.createElement('form')
      form.innerHTML = '<input id="bare"><button>send</button>'
      form.addEventListener('submit', (event) => {
        event.preventDefault()
        document.title = 'sent'
      })
      document.body.append(form)
    })
    await page.locator('#bare').focus()
    await composeAndEnter(page)
    await expect.poll(() => page.title()).toBe('sent')
  },
)
