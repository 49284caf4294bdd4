import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { clock } from '../../lambdas/runtime/clock.ts'
import { type Scene, sceneOf } from '../examples/scene.ts'
import type { Client } from '../world/client.ts'
import { control } from '../world/control.ts'
import { check, commit, fetchFile } from '../world/office.ts'
import { EDITION, rightChoices } from '../world/study.ts'
import { startWorld, type World } from '../world/world.ts'
import { tablesOf } from './tables.ts'

const BEGIN = Date.UTC(2026, 10, 25, 3, 0, 0)
const ROSTER =
  'ユーザーID,氏名,部署\r\nE001,髙﨑 一郎,営業部\r\nE002,佐藤 花子,営業部>東京\r\n007,田中 次郎,総務部\r\n'

/** What is made by chance or belongs to the machine, by the order in which it is met; everything else counts to the byte. */
const canon = (scene: Scene) => {
  const met = new Map<string, string>()
  const name = (found: string) => {
    met.set(found, met.get(found) ?? `<${met.size}>`)
    return met.get(found) as string
  }
  return (value: unknown) =>
    JSON.stringify(value, (field, inner) => {
      if (field === 'key') return '<>'
      // The order of an attempt is drawn anew for each.
      return (field === 'questions' || field === 'choices') && Array.isArray(inner)
        ? [...inner].sort((a, b) => (a.id < b.id ? -1 : 1))
        : inner
    })
      .replaceAll(scene.code, '<code>')
      .replaceAll(scene.company.name, '<company>')
      .replace(/[a-z]{3}_[0-9a-hjkmnp-tv-z]{26}/g, name)
      // What was before the day began has its own time.
      .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (at) =>
        Math.abs(Date.parse(at) - BEGIN) < 600_000 ? at : '<before>',
      )
}

/** A day of a company, each step at its own second; every answer as it came. */
const day = async (world: World, scene: Scene, tick: () => void, rest: () => Promise<unknown>) => {
  const told: string[] = []
  const plain = canon(scene)
  const { admin } = scene
  const ask = async (by: Client, name: Parameters<Client['raw']>[0], input: object) => {
    tick()
    const { status, body } = await by.raw(name, input)
    told.push(`${name} ${status} ${plain(body)}`)
    await rest()
    return body as never
  }
  await ask(admin, 'department.create', { name: '品質部' })
  await ask(admin, 'member.create', { userId: 'Q001', name: '品田 質子', mail: 'shinada@example.jp' })
  await ask(admin, 'member.create', { userId: 'q001' })
  const found = await check(admin, '名簿.csv', ROSTER)
  tick()
  told.push(plain(await commit(admin, found.id)))
  await rest()
  for (const name of ['department.list', 'seat.get', 'course.list', 'assignment.list', 'job.list'] as const)
    await ask(admin, name, {})
  for (const input of [{}, { query: 'e00' }, { query: '佐藤' }, { neverSignedIn: true }, { state: 'ended' }])
    await ask(admin, 'member.list', input)
  const { browser } = await scene.learner()
  await ask(browser, 'enrollment.list', {})
  const { lessons } = (await ask(browser, 'enrollment.get', { edition: EDITION })) as {
    lessons: { id: string }[]
  }
  for (const { id } of lessons)
    for (const name of ['lesson.open', 'lesson.finish'])
      await ask(browser, name, { edition: EDITION, lesson: id })
  const { key } = (await ask(browser, 'attempt.start', { edition: EDITION })) as { key: string }
  for (const [question, choice] of Object.entries(rightChoices()))
    await ask(browser, 'attempt.save', { edition: EDITION, key, question, choice })
  await ask(browser, 'attempt.submit', { edition: EDITION, key })
  await ask(browser, 'enrollment.list', {})
  const { assignmentId } = scene
  for (const name of ['record.totals', 'record.list'] as const) await ask(admin, name, { assignmentId })
  await ask(admin, 'record.report', { id: assignmentId })
  const { jobId } = await admin.call('record.export', { assignmentId, format: 'csv' })
  const { name, bytes } = await fetchFile(admin, jobId)
  told.push(plain({ name, text: bytes.toString() }))
  expect(world.cloud.meter.refused).toEqual([])
  return told
}

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())
afterEach(() => {
  clock.source = () => Date.now()
})

/** The day of a new company, alone in the world or with others who do the same day in between and at once. */
const dayBeside = async (others: number) => {
  clock.source = () => Date.now()
  const mine = await sceneOf(world, 4)
  const rivals: Scene[] = []
  for (let n = 0; n < others; n++) rivals.push(await sceneOf(world, 4))
  let at = BEGIN
  clock.source = () => at
  const tick = () => {
    at += 1_000
  }
  const rows = tablesOf(world)
  const theirs = rivals.map((rival) =>
    day(
      world,
      rival,
      () => {},
      async () => {},
    ),
  )
  const told = await day(world, mine, tick, () => rows.atRest(mine.company.prefix))
  await Promise.all(theirs)
  return told
}

control(
  '5.7',
  'every answer that one company gets is the same to the byte, whatever other companies do beside it',
  async () => {
    const alone = await dayBeside(0)
    const beside = await dayBeside(1)
    expect(alone.length).toBeGreaterThan(40)
    expect(beside).toEqual(alone)
  },
  300_000,
)
