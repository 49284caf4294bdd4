import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { contentFiles, readContent, reviewList } from '../../../bin/content.ts'
import { AuthoredCourse } from '../../../lambdas/course/authoring.ts'
import type { AnswerKey, EditionForLearner } from '../../../lambdas/course/schema.ts'

const { courses, figures } = readContent()
const privacy = courses.find(({ id }) => id === 'privacy') as AuthoredCourse
const published = contentFiles()
const parsed = <T>(part: string) =>
  published.filter(({ key }) => key.includes(part)).map(({ body }) => JSON.parse(body) as T)
const length = (text: string) => [...text].length

test('content/REVIEW.md lists every basis as the courses have it now', () => {
  expect(readFileSync(new URL('../../../content/REVIEW.md', import.meta.url), 'utf8')).toBe(reviewList())
})

describe('the yearly course', () => {
  test('asks ten questions or more in each of three 年度, none of them twice, from a bank of 40', () => {
    expect(privacy.editions.map(({ fiscalYear }) => fiscalYear)).toEqual([2025, 2026, 2027])
    for (const { questions } of privacy.editions) expect(questions.length).toBeGreaterThanOrEqual(10)
    const asked = privacy.editions.flatMap(({ questions }) => questions)
    expect(new Set(asked).size).toBe(asked.length)
    expect(privacy.questions.length).toBeGreaterThanOrEqual(40)
    const texts = privacy.questions.flatMap(({ text, explanation }) => [text, explanation])
    expect(new Set(texts).size).toBe(texts.length)
  })
  test('opens each lesson with another case in each 年度', () => {
    for (const { cases } of privacy.lessons)
      expect(Object.keys(cases)).toEqual(privacy.editions.map(({ fiscalYear }) => String(fiscalYear)))
  })
  test('takes the minutes it says, at 400 to 500 characters a minute', () => {
    for (const lesson of privacy.lessons) {
      const opening = Math.max(...Object.values(lesson.cases).map((one) => length(one.case + one.text)))
      const texts = lesson.blocks.flatMap((block) =>
        Object.entries(block).flatMap(([name, value]) =>
          ['basis', 'figure', 'slot'].includes(name) || typeof value === 'boolean' ? [] : [value].flat(),
        ),
      )
      const pace = (opening + texts.reduce((sum, text) => sum + length(String(text)), 0)) / lesson.minutes
      expect([lesson.id, pace > 400 && pace < 500]).toEqual([lesson.id, true])
    }
  })
  test('frames the company’s own words in the lessons', () => {
    const slots = privacy.lessons.flatMap(({ blocks }) =>
      blocks.flatMap((one) => ('slot' in one ? [one.slot] : [])),
    )
    expect(slots.sort()).toEqual(['incidentContact', 'privacyOfficer', 'privacyPolicy', 'securityPolicy'])
  })
})

describe('a right choice gives itself away', () => {
  test('neither by its length', () => {
    const longest = privacy.questions.filter(({ choices: [right = '', ...others] }) => {
      const most = Math.max(...others.map(length))
      expect(length(right)).toBeLessThanOrEqual(most * 1.25)
      return length(right) > most
    })
    expect(longest.length / privacy.questions.length).toBeLessThan(1 / 3)
  })
  test('nor by its letter', () => {
    for (const { questions } of parsed<AnswerKey>('shared/keys/')) {
      const letters = Object.values(questions).map(({ right }) => right)
      for (const letter of letters)
        expect(letters.filter((one) => one === letter).length / letters.length).toBeLessThanOrEqual(0.5)
      expect(new Set(letters).size).toBeGreaterThanOrEqual(3)
    }
  })
})

test('an edition for learners holds neither right choices nor explanations, and each lesson no question', () => {
  const shown = parsed<EditionForLearner>('/edition.json')
  expect(shown).toHaveLength(3)
  for (const { questions } of shown)
    for (const question of questions) expect(Object.keys(question).sort()).toEqual(['choices', 'id', 'text'])
  const explanations = privacy.questions.map(({ explanation }) => explanation)
  for (const { key, body } of published)
    if (!key.startsWith('shared/keys/'))
      for (const explanation of explanations) expect([key, body.includes(explanation)]).toEqual([key, false])
})

test('every figure is used, has words for those who do not see it, and letters that a telephone shows', () => {
  const used = privacy.lessons.flatMap(({ blocks }) =>
    blocks.flatMap((one) => ('figure' in one ? [one.figure] : [])),
  )
  expect([...figures.keys()].sort()).toEqual([...new Set(used)].sort())
  for (const svg of figures.values()) {
    expect(svg).toMatch(/<title id="[^"]+">[^<]+<\/title><desc id="[^"]+">[^<]+<\/desc>/)
    expect(Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1])).toBeLessThanOrEqual(360)
    for (const [, size] of svg.matchAll(/font-size="(\d+)"/g)) expect(Number(size)).toBeGreaterThanOrEqual(14)
    expect(svg).not.toMatch(/<script|href=|style=|on[a-z]+=/)
  }
})

describe('a course is refused', () => {
  const [question] = privacy.questions
  const [lesson] = privacy.lessons
  test.each<[string, Partial<Record<keyof AuthoredCourse, unknown>>, RegExp]>([
    [
      'where two editions in a row share a question',
      {
        editions: privacy.editions.map((one) => ({
          ...one,
          questions: ['q-a01', ...one.questions.slice(1)],
        })),
      },
      /share 1 questions/,
    ],
    ['where a question has no basis', { questions: [{ ...question, basis: [] }] }, /basis/],
    [
      'where a question was never reviewed',
      { questions: [{ ...question, reviewedOn: undefined }, ...privacy.questions.slice(1)] },
      /reviewedOn/,
    ],
    ['where a lesson has no basis', { lessons: [{ ...lesson, basis: undefined }] }, /basis/],
    ['where the pass mark is not 100', { passMark: 80 }, /passMark/],
    [
      'where an edition leaves out a topic',
      { editions: [{ ...privacy.editions[0], questions: ['q-a01', 'q-a02', 'q-a03', 'q-a04', 'q-a05'] }] },
      /asks nothing on consequence/,
    ],
    ['where a fixed course differs from year to year', { kind: 'fixed' }, /the fixed course differs/],
  ])('%s', (_, change, words) => {
    const { error } = AuthoredCourse.safeParse({ ...privacy, ...change })
    expect(JSON.stringify(error?.issues)).toMatch(words)
  })
})
