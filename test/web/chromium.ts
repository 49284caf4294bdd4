import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The browser of this machine, named by `CHROMIUM` or found where distributions put it. */
export const chromiumPath = (): string | undefined =>
  process.env.CHROMIUM ? process.env.CHROMIUM : PLACES.find((path) => existsSync(path))

/** Chromium without a window, which speaks to nobody but the page's own addresses. */
export const startChromium = (executablePath: string, flags: readonly string[] = []): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...flags,
    ],
  })
