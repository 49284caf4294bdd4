import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import lighthouse, { type Flags } from 'lighthouse'
import { chromium } from 'playwright-core'
import { freePort } from '../local/port.ts'
import { PASSWORD } from '../town/people.ts'
import { withService } from './child.ts'
import { COMPANY } from './office.ts'
import { against, type Found } from './part.ts'

const CHROMIUM = '/usr/bin/chromium'
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Lighthouse, as a phone, on the home of a learner who is signed in, with a cold cache; and the bytes of that load. */
export const pagePart = (): Promise<Found> =>
  withService(async ({ origin }) => {
    const port = await freePort()
    const profile = mkdtempSync(join(tmpdir(), 'kizuki-page-'))
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: CHROMIUM,
      args: [...QUIET, `--remote-debugging-port=${port}`],
    })
    try {
      const page = await context.newPage()
      await page.goto(`${origin}/learner/`)
      await page.getByLabel('会社コード').fill(COMPANY)
      await page.getByLabel('ユーザーID').fill('E0002')
      await page.getByLabel('パスワード').fill(PASSWORD)
      await page.getByRole('button', { name: 'ログイン' }).click()
      await page.getByRole('heading', { name: 'やること' }).waitFor()
      // Signed in, and with a cache as cold as on the first morning.
      await (await context.newCDPSession(page)).send('Network.clearBrowserCache')
      const flags: Flags = {
        port,
        onlyCategories: ['performance', 'accessibility'],
        formFactor: 'mobile',
        disableStorageReset: true,
        logLevel: 'error',
      }
      await page.close()
      const found = await lighthouse(`${origin}/learner/`, flags)
      if (!found) throw new Error('Lighthouse gave no result')
      const { categories, audits } = found.lhr
      const score = (name: string) => Math.round((categories[name]?.score ?? 0) * 100)
      const bytes = audits['total-byte-weight']?.numericValue ?? Number.NaN
      const figures = {
        performance: score('performance'),
        accessibility: score('accessibility'),
        firstLoadBytes: bytes,
        largestContentfulPaintMs: audits['largest-contentful-paint']?.numericValue,
      }
      return {
        figures,
        lines: [
          against('Lighthouse mobile performance', figures.performance, '', 95, true),
          against('Lighthouse mobile accessibility', figures.accessibility, '', 95, true),
          against('first load of the learner’s home', bytes / 1024, 'KB', 60),
        ],
      }
    } finally {
      await context.close()
      rmSync(profile, { recursive: true, force: true })
    }
  })
