import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pagesOf } from '../../bin/local/pages.ts'
import { startWorld, type World } from '../world/world.ts'
import { chromiumPath, startChromium } from './chromium.ts'
import { listenTo } from './noise.ts'

export const PHONE = { width: 360, height: 740 }
export const TABLET = { width: 768, height: 1024 }
export const DESK = { width: 1440, height: 900 }

export type Screen = Page & {
  /** Says beforehand which refusals or failures this story provokes. */
  provokes(...lines: string[]): void
  /** For a specimen, whose noise is the point. */
  toleratesAll(): void
}
export interface Stage {
  readonly world: World
  readonly origin: string
  /** A browser of its own, with cookies of its own. */
  screen(options?: BrowserContextOptions & { beside?: Screen }): Promise<Screen>
}

const path = chromiumPath()
/** A story takes two to ten seconds; a machine that does much else at once may need longer. */
const STORY_MS = 60_000

/** The build runs in a process of its own, as for `npm start`; the same files are built once. */
export const builtWeb = (apiOrigin = '') =>
  execFileSync(process.execPath, [new URL('../../bin/build.ts', import.meta.url).pathname, apiOrigin], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  }).trim()

/** The built apps without the developer's pages. */
export const servedFrom = (dir: string, apiOrigin?: string) => pagesOf(dir, async () => false, apiOrigin)

/** What a file of browser stories stands on: one Chromium, one cloud with the built apps. */
export const stageFor = (
  start: () => Promise<World> = () => startWorld({ pages: servedFrom(builtWeb()) }),
  { flags = [], also = [] }: { flags?: readonly string[]; also?: readonly string[] } = {},
) => {
  let world: World
  let browser: Browser
  if (path) {
    beforeAll(async () => {
      world = await start()
      browser = await startChromium(path, flags)
    })
    afterAll(async () => {
      await browser?.close()
      await world?.stop()
    })
  } else
    process.stderr.write(
      '\nSKIPPED: no Chromium was found, so the stories in the browser do not run. Install Debian’s `chromium`, or name a browser in CHROMIUM.\n',
    )

  /** A story told in the browser. It fails on any noise, and leaves a picture of each screen where it failed. */
  return (sentence: string, tell: (stage: Stage) => Promise<void>, ms = STORY_MS) =>
    test.skipIf(!path)(
      sentence,
      async () => {
        const screens: { page: Page; noise: ReturnType<typeof listenTo> }[] = []
        const { cloud } = world
        const origins = [cloud.origin, cloud.filesOrigin, ...also]
        const screen: Stage['screen'] = async ({ beside, ...options } = {}) => {
          const context =
            beside?.context() ??
            (await browser.newContext({
              viewport: DESK,
              locale: 'ja-JP',
              timezoneId: 'Asia/Tokyo',
              baseURL: cloud.origin,
              ...options,
            }))
          const page = await context.newPage()
          page.setDefaultTimeout(8_000)
          const noise = listenTo(page, origins)
          screens.push({ page, noise })
          return Object.assign(page, { provokes: noise.expect, toleratesAll: noise.tolerateAll })
        }
        try {
          await tell({ world, origin: cloud.origin, screen })
          expect(screens.flatMap(({ noise }) => noise.unexpected())).toEqual([])
        } catch (error) {
          const dir = mkdtempSync(join(tmpdir(), 'kizuki-screens-'))
          for (const [at, { page, noise }] of screens.entries()) {
            await page.screenshot({ path: join(dir, `${at}.png`), fullPage: true }).catch(() => {})
            for (const line of noise.unexpected()) process.stderr.write(`screen ${at}: ${line}\n`)
          }
          process.stderr.write(`Pictures of the screens: ${dir}\n`)
          throw error
        } finally {
          cloud.resumeApi()
          for (const context of browser.contexts()) await context.close()
        }
      },
      ms,
    )
}
