import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../world/client.ts'
import { openCourse, until } from '../world/office.ts'
import { administratorOf, learnerOf } from '../world/people.ts'
import { answerAll, EDITION, readAll, rightChoices } from '../world/study.ts'
import { pass, setClock } from '../world/time.ts'
import { company, startWorld, type World } from '../world/world.ts'

let world: World
let code: string
let admin: Client
let again: () => Promise<void>
let assignmentId: `asg_${string}`
beforeAll(async () => {
  world = await startWorld()
  setClock('2026-11-25T01:00:00.000Z')
  const one = await company(world, 9)
  code = one.code
  ;({ browser: admin, again } = await administratorOf(world, code))
  assignmentId = await openCourse(admin)
})
afterAll(() => world.stop())

const edition = EDITION
const started = async (learner: Client, more: { key?: string; takeOver?: boolean } = {}) => {
  const answer = await learner.call('attempt.start', { edition, ...more })
  if (answer.state !== 'open') throw new Error('the test is open elsewhere')
  return answer
}
const statusOf = async (learner: Client) => (await learner.call('enrollment.get', { edition })).card.status
const problem = async (learner: Client, name: string, input: unknown) =>
  (await learner.raw(name, input)).body as {
    kind: string
    ja: string
    fields?: { path: string; ja: string }[]
  }
const save = (learner: Client, key: string, question: string, choice: 'a' | 'b' = 'a') =>
  learner.call('attempt.save', { edition, key, question, choice })

test('the test opens when every lesson was read to its end, and says how many are left', async () => {
  const learner = await learnerOf(world, code, 'u001')
  expect(await statusOf(learner)).toBe('notStarted')
  const { lessons } = await learner.call('enrollment.get', { edition })
  await learner.call('lesson.open', { edition, lesson: lessons[0]?.id ?? '' })
  expect(await statusOf(learner)).toBe('inProgress')
  await learner.call('lesson.finish', { edition, lesson: lessons[0]?.id ?? '' })
  expect(await problem(learner, 'attempt.start', { edition })).toMatchObject({
    kind: 'notNow',
    ja: expect.stringContaining(`あと${lessons.length - 1}つ`),
  })
  await readAll(learner)
  expect((await learner.call('enrollment.get', { edition })).testOpen).toBe(true)
  expect(await statusOf(learner)).toBe('inProgress')
})

test('a submission with unanswered questions is refused with their places on the screen', async () => {
  const learner = await learnerOf(world, code, 'u002')
  await readAll(learner)
  const { key, questions } = await started(learner)
  for (const { id } of questions.slice(2, 9)) await save(learner, key, id)
  const refused = await problem(learner, 'attempt.submit', { edition, key })
  expect(refused.kind).toBe('invalid')
  expect(refused.fields?.map(({ ja }) => ja)).toEqual([1, 2, 10].map((n) => `問${n}が未解答です。`))
  expect(refused.fields?.map(({ path }) => path)).toEqual(
    [0, 1, 9].map((at) => `answers.${questions[at]?.id}`),
  )
  expect(await statusOf(learner)).toBe('inProgress')
})

test('two submits at once are one submission, and explanations come without the right choice', async () => {
  const learner = await learnerOf(world, code, 'u003')
  await readAll(learner)
  const key = await answerAll(learner, 2)
  const [one, two] = await Promise.all([
    learner.call('attempt.submit', { edition, key }),
    learner.call('attempt.submit', { edition, key }),
  ])
  expect(one).toEqual(two)
  expect(one).toMatchObject({ number: 1, score: 80, passed: false })
  expect((await learner.call('enrollment.get', { edition })).tries).toBe(1)
  expect(
    await problem(learner, 'attempt.save', { edition, key, question: one.wrong[0]?.id, choice: 'a' }),
  ).toMatchObject({ kind: 'notNow' })

  const { questions } = await started(learner)
  const right = rightChoices()
  for (const wrong of one.wrong) {
    const asked = questions.find(({ id }) => id === wrong.id)
    const rightText = asked?.choices.find(({ id }) => id === right[wrong.id])?.text ?? ''
    expect(rightText).not.toBe('')
    expect(JSON.stringify(wrong)).not.toContain(rightText)
    expect(Object.keys(wrong).sort()).toEqual(
      ['choice', 'explanation', 'id', 'lesson', 'lessonTitle', 'text'].sort(),
    )
  }
})

test('no learner output holds the key of the answers', async () => {
  const learner = await learnerOf(world, code, 'u004')
  await readAll(learner)
  const { lessons } = await learner.call('enrollment.get', { edition })
  const key = await answerAll(learner, 1)
  const outputs = [
    await learner.call('enrollment.list', {}),
    await learner.call('enrollment.get', { edition }),
    await learner.call('lesson.open', { edition, lesson: lessons[0]?.id ?? '' }),
    await started(learner, { key }),
    await learner.call('attempt.submit', { edition, key }),
    await learner.call('attempt.result', { edition }),
  ]
  const keys = (value: unknown): string[] =>
    value && typeof value === 'object'
      ? Object.entries(value).flatMap(([name, inner]) => [name, ...keys(inner)])
      : []
  const seen = new Set(outputs.flatMap(keys))
  // `right` is the number of right answers in a result, never a choice.
  for (const name of ['rightChoice', 'answerKey', 'basis', 'excluded', 'seed'])
    expect(seen).not.toContain(name)
  for (const { right } of outputs as { right?: unknown }[]) expect(typeof right).toMatch(/number|undefined/)
})

test('order is the same after a reload and another in the next attempt', async () => {
  const learner = await learnerOf(world, code, 'u005')
  await readAll(learner)
  const first = await started(learner)
  const reloaded = await started(learner, { key: first.key })
  expect(reloaded.questions).toEqual(first.questions)
  expect(reloaded.key).toBe(first.key)
  for (const { id } of first.questions) await save(learner, first.key, id)
  await learner.call('attempt.submit', { edition, key: first.key })
  const next = await started(learner)
  expect(next.number).toBe(2)
  expect(next.answers).toEqual({})
  expect(JSON.stringify(next.questions)).not.toBe(JSON.stringify(first.questions))
  const sorted = (one: typeof next) => one.questions.map(({ id }) => id).sort()
  expect(sorted(next)).toEqual(sorted(first))
})

test('another screen takes over only when asked, and the old screen loses nothing it saved', async () => {
  const desk = await learnerOf(world, code, 'u006')
  await readAll(desk)
  const { key, questions } = await started(desk)
  for (const { id } of questions.slice(0, 3)) await save(desk, key, id, 'b')
  const phone = await learnerOf(world, code, 'u006')
  expect(await phone.call('attempt.start', { edition })).toEqual({ state: 'elsewhere', answered: 3, of: 10 })
  await save(desk, key, questions[3]?.id ?? '', 'b')
  const here = await started(phone, { takeOver: true })
  expect(Object.values(here.answers)).toEqual(['b', 'b', 'b', 'b'])
  expect(here.key).not.toBe(key)
  for (const [name, more] of [
    ['attempt.save', { question: questions[4]?.id, choice: 'a' }],
    ['attempt.beat', {}],
    ['attempt.pause', {}],
    ['attempt.submit', {}],
  ] as const)
    expect([name, (await problem(desk, name, { edition, key, ...more })).kind]).toEqual([
      name,
      'continuedElsewhere',
    ])
  await save(phone, here.key, questions[4]?.id ?? '')
  expect(Object.keys((await started(phone, { key: here.key })).answers)).toHaveLength(5)
})

test('a lease ends by 「中断して保存」 or after 30 minutes, and saving or the heartbeat renews it', async () => {
  const learner = await learnerOf(world, code, 'u007')
  await readAll(learner)
  const { key, questions } = await started(learner)
  await learner.call('attempt.pause', { edition, key })
  expect(await statusOf(learner)).toBe('interrupted')
  // A heartbeat that was on its way wakes nothing.
  await learner.call('attempt.beat', { edition, key })
  expect(await statusOf(learner)).toBe('interrupted')
  // Going on by answering makes it 受講中 again on the same screen.
  await save(learner, key, questions[0]?.id ?? '')
  expect(await statusOf(learner)).toBe('inProgress')
  const later = async (minutes: number) => {
    pass(minutes)
    await learner.call('session.refresh', {})
  }
  await later(25)
  await learner.call('attempt.beat', { edition, key })
  await later(25)
  expect(await statusOf(learner)).toBe('inProgress')
  await later(6)
  expect(await statusOf(learner)).toBe('interrupted')
  await again()
  await world.cloud.sweep()
  await until(
    () => admin.call('record.totals', { assignmentId }),
    ({ totals }) => totals.interrupted > 0,
  )
  // Lapsed, another screen goes on without asking, and the first one is told.
  const phone = await learnerOf(world, code, 'u007')
  const here = await started(phone)
  expect(Object.keys(here.answers)).toHaveLength(1)
  expect((await problem(learner, 'attempt.beat', { edition, key })).kind).toBe('continuedElsewhere')
})

test('所要時間 leaves out each 中断, also the one that a submission ends', async () => {
  const learner = await learnerOf(world, code, 'u008')
  await readAll(learner)
  const key = await answerAll(learner)
  pass(10)
  await learner.call('attempt.pause', { edition, key })
  pass(20)
  await learner.call('session.refresh', {})
  await started(learner, { key })
  pass(200)
  const back = await learnerOf(world, code, 'u008')
  // 10 minutes before the pause, 30 of the lease after it; 20 and 170 of rest are left out.
  expect(await back.call('attempt.submit', { edition, key })).toMatchObject({ passed: true })
  await again()
  const { rows } = await until(
    () => admin.call('record.list', { assignmentId, status: 'passed' }),
    ({ rows }) => rows.length > 0,
  )
  const memberId = rows[0]?.memberId as `mem_${string}`
  expect((await admin.call('record.get', { assignmentId, memberId })).minutesSpent).toBe(40)
  expect(await problem(back, 'attempt.start', { edition })).toMatchObject({
    kind: 'notNow',
    ja: expect.stringContaining('合格済み'),
  })
})

test('the same attempt goes on after the user ID was changed', async () => {
  const learner = await learnerOf(world, code, 'u009')
  await readAll(learner)
  const { key, questions } = await started(learner)
  await save(learner, key, questions[0]?.id ?? '')
  await again()
  const { members } = await admin.call('member.list', { query: 'u009' })
  const { id, version } = members[0] as { id: `mem_${string}`; version: number }
  await admin.call('member.change', { id, version, userId: 'new-009' })
  const renamed = await learnerOf(world, code, 'NEW-009')
  expect(Object.keys((await started(renamed, { takeOver: true })).answers)).toHaveLength(1)
})
