import type { Client } from '../world/client.ts'
import { EDITION } from '../world/study.ts'
import type { Examples } from './example.ts'

const first = async (browser: Client) => {
  const { lessons } = await browser.call('enrollment.get', { edition: EDITION })
  return { edition: EDITION, lesson: lessons[0]?.id as string }
}

export const lesson: Examples<'lesson'> = {
  'lesson.open': {
    valid: [
      async (scene) => {
        const { browser } = await scene.learner()
        return { by: browser, input: await first(browser) }
      },
    ],
    invalid: [
      ['edition', { edition: '2026', lesson: 'policy' }],
      ['lesson', { edition: EDITION, lesson: '../policy' }],
    ],
  },
  'lesson.finish': {
    valid: [
      async (scene) => {
        const { browser } = await scene.learner()
        const input = await first(browser)
        await browser.call('lesson.open', input)
        return { by: browser, input }
      },
    ],
    invalid: [['lesson', { edition: EDITION }]],
  },
}
