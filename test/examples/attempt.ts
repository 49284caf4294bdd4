import { EDITION, readAll } from '../world/study.ts'
import type { Examples } from './example.ts'

const KEY = '0001abcdefghijkl'

export const attempt: Examples<'attempt'> = {
  'attempt.start': {
    valid: [
      async (scene) => {
        const { browser } = await scene.learner()
        await readAll(browser)
        return { by: browser, input: { edition: EDITION } }
      },
    ],
    invalid: [
      ['edition', { edition: '' }],
      ['takeOver', { edition: EDITION, takeOver: 'true' }],
    ],
  },
  'attempt.save': {
    valid: [
      async (scene) => {
        const { browser, key, question } = await scene.answering()
        return { by: browser, input: { edition: EDITION, key, question, choice: 'b' } }
      },
    ],
    invalid: [
      ['choice', { edition: EDITION, key: KEY, question: 'q1', choice: 'e' }],
      ['question', { edition: EDITION, key: KEY, question: 'a.b', choice: 'a' }],
    ],
  },
  'attempt.beat': {
    valid: [
      async (scene) => {
        const { browser, key } = await scene.answering()
        return { by: browser, input: { edition: EDITION, key } }
      },
    ],
    invalid: [['key', { edition: EDITION, key: '0001' }]],
  },
  'attempt.pause': {
    valid: [
      async (scene) => {
        const { browser, key } = await scene.answering()
        return { by: browser, input: { edition: EDITION, key } }
      },
    ],
    invalid: [['key', { edition: EDITION }]],
  },
  'attempt.submit': {
    valid: [
      async (scene) => {
        const { browser, key } = await scene.answering()
        return { by: browser, input: { edition: EDITION, key } }
      },
    ],
    invalid: [['edition', { edition: [EDITION], key: KEY }]],
  },
  'attempt.result': {
    valid: [
      async (scene) => {
        const { browser, key } = await scene.answering()
        await browser.call('attempt.submit', { edition: EDITION, key })
        return { by: browser, input: { edition: EDITION } }
      },
    ],
    invalid: [['edition', {}]],
  },
}
