import type { Scene } from './scenes.ts'
import type { Screen } from './stage.ts'

const press = (name: string) => async (page: Screen) => {
  await page.getByRole('button', { name }).first().click()
  await page.locator('dialog[open]').waitFor()
}
const opened = async (page: Screen) => {
  await page.locator('.opener').first().click()
  await page.locator('dialog[open] dl').waitFor()
}
const bring = (text: string) => async (page: Screen) => {
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: '名簿.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  await page.locator('.chips, .summary').first().waitFor({ timeout: 30_000 })
}

const who = 'administrator' as const
/** Every page of the administrator, in the states that look different. */
export const ADMIN: readonly Scene[] = [
  { name: 'home', who, path: '/admin/', ready: '.strip' },
  { name: 'education', who, path: '/admin/#/education', ready: 'table' },
  { name: 'open', who, path: '/admin/#/open/privacy-2027', ready: '.notice' },
  { name: 'members', who, path: '/admin/#/members', ready: 'tbody tr' },
  { name: 'members-none', who, path: '/admin/#/members?filter=ended', ready: '.empty' },
  { name: 'member', who, path: '/admin/#/members', ready: 'tbody tr', act: opened },
  { name: 'member-new', who, path: '/admin/#/members', ready: 'tbody tr', act: press('利用者を追加する') },
  {
    name: 'download',
    who,
    path: '/admin/#/members',
    ready: 'tbody tr',
    act: press('名簿をダウンロードする'),
  },
  { name: 'departments', who, path: '/admin/#/departments', ready: '.notice' },
  { name: 'slips', who, path: '/admin/#/slips', ready: 'form, .notice' },
  { name: 'import', who, path: '/admin/#/import', ready: '.drop' },
  {
    name: 'import-checked',
    who,
    path: '/admin/#/import',
    ready: '.drop',
    act: bring('社員番号,氏名,内線\r\nE9001,新入 太郎,1\r\n42,見本 花子,2\r\nE 1,空白,3\r\n'),
  },
  {
    name: 'import-refused',
    who,
    path: '/admin/#/import',
    ready: '.drop',
    act: bring('番号,お名前\r\n1,a\r\n'),
  },
  { name: 'records', who, path: '/admin/#/records', ready: '.opener' },
  {
    name: 'by-department',
    who,
    path: '/admin/#/records',
    ready: 'summary',
    act: async (page) => page.locator('summary').click(),
  },
  { name: 'record', who, path: '/admin/#/records', ready: '.opener', act: opened },
  { name: 'jobs', who, path: '/admin/#/jobs', ready: 'table, .notice' },
  { name: 'company', who, path: '/admin/#/company', ready: 'form' },
  { name: 'account', who, path: '/admin/#/account', ready: 'form' },
  { name: 'lost', who, path: '/admin/#/nowhere', ready: 'h1' },
]
