import { mkdirSync, writeFileSync } from 'node:fs'
import { seedTown } from '../../bin/town/seed.ts'
import { startWorld } from '../world/world.ts'
import { chromiumPath, startChromium } from './chromium.ts'
import { builtWeb, PHONE, type Screen, servedFrom } from './stage.ts'
import { enter, type Who } from './street.ts'

/** The pictures of the README, of the sample world: `node test/web/screens.ts` writes them to `docs/screens/`. */
interface Picture {
  readonly name: string
  readonly who: Who
  readonly path: string
  readonly ready: string
  readonly act?: (page: Screen) => Promise<void>
}
const WIDE = { width: 1008, height: 567 }
const MAX_BYTES = 80 * 1024
const OUT = new URL('../../docs/screens/', import.meta.url)
const E = 'privacy-2026'

const ROSTER = [
  'ユーザーID,氏名,部署,メールアドレス,区分',
  'E0001,佐藤 花子,営業本部 > 東京営業部,,正社員',
  'E2001,髙﨑 一郎,営業本部 > 名古屋営業部,,正社員',
  '42,﨑山 大輔,情報システム部,,',
  'E2002,田中 次郎,総務部,,パート',
  'E2002,別人,総務部,,',
].join('\r\n')

const PICTURES: readonly Picture[] = [
  { name: 'learner-home', who: 'notStarted', path: '/learner/', ready: '.card' },
  {
    name: 'learner-test',
    who: 'interrupted',
    path: `/learner/#/test/${E}`,
    ready: '.choice',
    act: async (page) => page.locator('.choice').nth(1).click(),
  },
  { name: 'learner-result', who: 'failed', path: `/learner/#/result/${E}`, ready: '.card' },
  { name: 'admin-home', who: 'administrator', path: '/admin/', ready: 'main section' },
  {
    name: 'admin-import',
    who: 'administrator',
    path: '/admin/#/import',
    ready: 'main h1',
    act: async (page) => {
      const file = { name: '社員名簿.csv', mimeType: 'text/csv', buffer: Buffer.from(ROSTER) }
      await page.locator('input[type=file]').setInputFiles(file)
      await page.getByText('まだ名簿には反映されていません。').waitFor()
    },
  },
  { name: 'admin-record', who: 'administrator', path: '/admin/#/records', ready: 'tbody tr:visible' },
]

const path = chromiumPath()
if (!path) throw new Error('No Chromium was found: install it, or name one in CHROMIUM.')
mkdirSync(OUT, { recursive: true })
const world = await startWorld({ pages: servedFrom(builtWeb()) })
const browser = await startChromium(path)
try {
  await seedTown(world.cloud)
  const states = new Map<Who, object>()
  const screen = async (who: Who) => {
    const context = await browser.newContext({
      baseURL: world.cloud.origin,
      locale: 'ja-JP',
      timezoneId: 'Asia/Tokyo',
      viewport: who === 'administrator' ? WIDE : PHONE,
      ...(states.has(who) ? { storageState: states.get(who) as never } : {}),
    })
    return Object.assign(await context.newPage(), { provokes: () => {}, toleratesAll: () => {} })
  }
  for (const { name, who, path: address, ready, act } of PICTURES) {
    if (!states.has(who)) {
      const first = await screen(who)
      await enter(first, who)
      states.set(who, await first.context().storageState())
    }
    const page = await screen(who)
    await page.goto(address)
    await page.locator(ready).first().waitFor()
    await act?.(page)
    await page.waitForLoadState('networkidle')
    const bytes = await page.screenshot()
    if (bytes.length > MAX_BYTES) throw new Error(`${name}.png is ${bytes.length} bytes, over ${MAX_BYTES}.`)
    writeFileSync(new URL(`${name}.png`, OUT), bytes)
    process.stdout.write(`docs/screens/${name}.png ${bytes.length}\n`)
  }
} finally {
  await browser.close()
  await world.stop()
}
