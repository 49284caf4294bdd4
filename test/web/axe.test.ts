import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect } from 'vitest'
import { startWorld } from '../world/world.ts'
import { ADMIN } from './admin-scenes.ts'
import { LEARNER, OPERATING, type Scene, SIGN_IN, SITE } from './scenes.ts'
import { builtWeb, PHONE, type Screen, type Stage, servedFrom, stageFor } from './stage.ts'
import { buildStreet, enter } from './street.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const story = stageFor(async () => {
  const world = await startWorld({ pages: servedFrom(builtWeb()) })
  await buildStreet(world)
  return world
})

interface Finding {
  readonly id: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[]
}
declare const axe: { run(): Promise<{ violations: Finding[] }> }

/** What a thumb would miss: lower than 44 px and not a word in a running text; and what 400 % would push out of sight. */
const tooSmall = async (page: Screen): Promise<string[]> => {
  const small = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('a, button, summary, select, textarea, input')]
      .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest('.hidden, .skip'))
      .map((one) =>
        one.matches('[type=radio], [type=checkbox]') ? (one.closest<HTMLElement>('label, td') ?? one) : one,
      )
      .filter((one) => getComputedStyle(one).display !== 'inline' && one.getBoundingClientRect().height < 44)
      .map((one) => `lower than 44 px: ${one.outerHTML.slice(0, 120)}`),
  )
  const size = page.viewportSize() ?? PHONE
  await page.setViewportSize({ width: 320, height: 256 })
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  await page.setViewportSize(size)
  return wide > 0 ? [...small, `${wide} px too wide at 400 %`] : small
}

/** All of axe's rules, its recommendations too; run beside the page's policy, which would refuse a script from elsewhere. */
const findings = async (page: Screen): Promise<string[]> => {
  await page.evaluate(AXE)
  const { violations } = await page.evaluate(() => axe.run())
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
  )
}

const look = async (page: Screen, scene: Scene): Promise<string[]> => {
  await page.goto('about:blank')
  await page.goto(scene.path)
  await page.locator(scene.ready).first().waitFor()
  await scene.act?.(page)
  return [...(await findings(page)), ...(scene.who === 'administrator' ? [] : await tooSmall(page))].map(
    (line) => `${scene.name}: ${line}`,
  )
}

const without =
  (scenes: readonly Scene[]) =>
  async ({ screen }: Stage) => {
    const page = await screen({ viewport: PHONE })
    const found: string[] = []
    for (const scene of scenes) found.push(...(await look(page, scene)))
    expect(found).toEqual([])
  }

story('axe finds nothing on the public site, and every target can be hit', without(SITE))
story('axe finds nothing on any step of signing in', without(SIGN_IN))

const people = new Set([...LEARNER, ...ADMIN, ...OPERATING].map(({ who }) => who))
for (const who of people)
  if (who)
    story(
      `axe finds nothing on the pages of somebody who is ${who}`,
      async ({ screen }) => {
        const page = await screen({ viewport: PHONE })
        await enter(page, who)
        const found: string[] = []
        for (const scene of [...LEARNER, ...ADMIN, ...OPERATING].filter((one) => one.who === who))
          found.push(...(await look(page, scene)))
        expect(found).toEqual([])
      },
      180_000,
    )

story('axe finds an image without words, so that finding nothing means something', async ({ screen }) => {
  const page = await screen()
  await page.goto('/')
  await page.evaluate(() => document.querySelector('main')?.append(document.createElement('img')))
  expect((await findings(page)).map((line) => line.split(':')[0])).toEqual(['image-alt'])
})
