import type { Page } from 'playwright-core'

/** What every visit says: whether somebody is signed in is asked before anything is shown. */
const USUAL = ['401 session.get', '401 session.refresh']

/**
 * Everything a page says that nobody asked for: console lines, errors, failed requests, refusals, and any request to an
 * address that is not the service's own. A story names beforehand what it provokes (`409 attempt.save`).
 */
export const listenTo = (page: Page, origins: readonly string[]) => {
  const heard: string[] = []
  const expected = new Set(USUAL)
  let tolerant = false
  page.on('console', (message) => {
    // The refusals that this line of Chromium speaks of are judged as responses below.
    if (message.text().startsWith('Failed to load resource')) return
    heard.push(`console ${message.type()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => heard.push(`error: ${error.message}`))
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url())
    if (protocol !== 'blob:' && protocol !== 'data:' && !origins.includes(origin))
      heard.push(`third party: ${request.url()}`)
  })
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText
    // A page that is left drops its requests, and a download takes its own way.
    if (why !== 'net::ERR_ABORTED') heard.push(`failed: ${nameOf(request.url())}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400) heard.push(`${response.status()} ${nameOf(response.url())}`)
  })
  return {
    expect: (...lines: string[]) => {
      for (const line of lines) expected.add(line)
    },
    tolerateAll: () => {
      tolerant = true
    },
    unexpected: () => (tolerant ? [] : heard.filter((line) => !expected.has(line))),
  }
}

const nameOf = (url: string) => new URL(url).pathname.split('/').at(-1) ?? url
