import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OperationName } from '../../lambdas/register.ts'
import { forgetIssuers } from '../../lambdas/runtime/issuer.ts'
import { change } from '../../lambdas/runtime/step.ts'
import type { Asked } from '../examples/example.ts'
import { type Scene, sceneOf } from '../examples/scene.ts'
import type { Answer } from '../world/client.ts'
import { control } from '../world/control.ts'
import { startWorld, type World } from '../world/world.ts'
import { securityLines } from './lines.ts'
import { type Audience, audiencesOf, exampleOf, lineOf, operations, refusalOf } from './people.ts'
import { changes, tablesOf } from './tables.ts'

type Prepared = Asked<OperationName> & { readonly name: OperationName }
const prepareAll = async (scene: Scene): Promise<Prepared[]> => {
  const all: Prepared[] = []
  for (const name of operations)
    for (const prepare of exampleOf(name).valid)
      all.push({ name, ...(await (prepare as (scene: Scene) => Promise<Asked<OperationName>>)(scene)) })
  return all
}
const kindOf = ({ body }: Answer<unknown>) => (body as { kind?: string } | undefined)?.kind
const told = ({ status, body }: Answer<unknown>) => JSON.stringify([status, body])

let world: World
let here: Scene
let ours: Prepared[]
let theirs: Prepared[]
beforeAll(async () => {
  world = await startWorld()
  here = await sceneOf(world, 40)
  ours = await prepareAll(here)
  theirs = await prepareAll(await sceneOf(world, 40))
}, 300_000)
afterAll(() => world.stop())

control(
  '5.5',
  'every operation refuses every other audience, and but for the public ones anonymous',
  async () => {
    const rows = tablesOf(world)
    const people = await audiencesOf(here)
    const before = await rows.atRest()
    const wrong: string[] = []
    for (const { name, input } of ours)
      for (const [who, client] of Object.entries(people)) {
        const refusal = refusalOf(lineOf(name).may, who as Audience)
        if (!refusal) continue
        const answer = await client.raw(name, input)
        if (kindOf(answer) !== refusal) wrong.push(`${name} by ${who}: ${told(answer)}`)
      }
    expect(wrong).toEqual([])
    expect(changes(before, await rows.atRest())).toEqual([])
  },
)

const ID = /^([a-z]{3})_[0-9a-hjkmnp-tv-z]{26}$/
const nobody = (id: string) => `${id.slice(0, 4)}${'01jd'.padEnd(26, 'z')}`

/** Every place of an input where an id stands. */
const idsIn = (value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] => {
  if (typeof value === 'string') return ID.test(value) ? [path] : []
  if (!value || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([name, inner]) =>
    idsIn(inner, [...path, Array.isArray(value) ? Number(name) : name]),
  )
}
const at = (value: unknown, path: readonly (string | number)[]): string =>
  path.reduce((inner, name) => (inner as never)[name], value) as string
const withId = (value: unknown, path: readonly (string | number)[], id: string): unknown => {
  const copy = structuredClone(value)
  const owner = path.slice(0, -1).reduce((inner, name) => (inner as never)[name], copy) as Record<
    string,
    unknown
  >
  owner[path.at(-1) as string] = id
  return copy
}

control(
  '5.7',
  'every id of every input, replaced by another company’s, is told as one that does not exist',
  async () => {
    const rows = tablesOf(world)
    const before = await rows.atRest()
    const wrong: string[] = []
    let tried = 0
    for (const [n, { name, by, input }] of ours.entries())
      for (const path of idsIn(input)) {
        tried++
        const foreign = at(theirs[n]?.input, path)
        const security = securityLines()
        const first = await by.raw(name, withId(input, path, foreign))
        const lines = security.stop()
        const second = await by.raw(name, withId(input, path, nobody(foreign)))
        if (first.status !== 404 || kindOf(first) !== 'notFound' || told(first) !== told(second))
          wrong.push(`${name} ${path.join('.')}: ${told(first)} and ${told(second)}`)
        if (lines.length !== 1) wrong.push(`${name} ${path.join('.')}: ${lines.length} security lines`)
      }
    expect(tried).toBeGreaterThan(25)
    expect(wrong).toEqual([])
    expect(changes(before, await rows.atRest())).toEqual([])
  },
)

test('every cursor and key of another company is told as one that was made up', async () => {
  const [mine, other] = [ours, theirs].map(
    (all) => all.find(({ name }) => name === 'attempt.beat') as Prepared,
  ) as [Prepared, Prepared]
  const key = (other.input as { key: string }).key
  const made = `${key.slice(0, 4)}${'A'.repeat(12)}`
  for (const name of ['attempt.save', 'attempt.beat', 'attempt.pause', 'attempt.submit'] as const) {
    const input = { ...(ours.find((one) => one.name === name) as Prepared).input, edition: 'privacy-2026' }
    const first = await mine.by.raw(name, { ...input, key })
    expect(first.status).toBe(409)
    expect(told(first)).toBe(told(await mine.by.raw(name, { ...input, key: made })))
  }
})

const setState = async (state: string) => {
  for (const { identity } of here.companies)
    await world.table.together([
      { ...change({ pk: `ISS#${identity.issuer}`, sk: 'ISS' }, { set: { state } }), table: 'registry' },
    ])
  forgetIssuers()
}

test('every operation refuses a suspended company, but its administrators’ reads and downloads and what concerns oneself', async () => {
  const rows = tablesOf(world)
  await setState('suspended')
  const before = await rows.atRest()
  const wrong: string[] = []
  for (const { name, by, input } of ours) {
    const { may, effect, evenSuspended } = lineOf(name)
    if (!['learner', 'administrator'].includes(may)) continue
    if (may === 'administrator' && (effect === 'read' || evenSuspended)) continue
    const answer = await by.raw(name, input)
    if (answer.status !== 403 || kindOf(answer) !== 'suspended') wrong.push(`${name}: ${told(answer)}`)
  }
  expect(wrong).toEqual([])
  expect(changes(before, await rows.atRest())).toEqual([])
  for (const { name, by, input } of ours) {
    const { may, effect, evenSuspended } = lineOf(name)
    const stays = may === 'administrator' && (effect === 'read' || evenSuspended)
    const isOneself = may === 'person' || may === 'account'
    if (!stays && !isOneself) continue
    const answer = await by.raw(name, input)
    if (stays ? answer.status !== 200 : kindOf(answer) === 'suspended') wrong.push(`${name}: ${told(answer)}`)
  }
  expect(wrong).toEqual([])
})

const GONE: Partial<Record<OperationName, [status: number, kind?: string]>> = {
  'session.start': [401, 'credentials'],
  'session.factor': [401, 'ticketOver'],
  'session.password': [401, 'ticketOver'],
  'session.refresh': [401, 'signedOut'],
  'link.open': [410, 'linkOver'],
  'link.use': [410, 'linkOver'],
  // Says the same whoever asks for whom.
  'password.forget': [200],
}

test('every operation refuses a company that is being or has been erased, as if its code had never been given', async () => {
  const rows = tablesOf(world)
  for (const state of ['preparing', 'erasing', 'erased']) {
    await setState(state)
    const before = await rows.atRest()
    const wrong: string[] = []
    for (const { name, by, input } of ours) {
      if (lineOf(name).may === 'operator') continue
      const answer = await by.raw(name, input)
      const [status, kind] = GONE[name] ?? [401, 'signedOut']
      if (answer.status !== status || kindOf(answer) !== kind) wrong.push(`${name}: ${told(answer)}`)
    }
    expect(wrong).toEqual([])
    // The gate keeps what it refused in its own rows, as for any code that nobody has; the company's stay untouched.
    const left = changes(before, await rows.atRest()).filter(
      (change) => !/ (OPR#(ASK|LOCK)|OP#)/.test(change),
    )
    expect(left).toEqual([])
  }
})

test('every operation goes on for a company under notice', async () => {
  await setState('cancelling')
  const learner = ours.find(({ name }) => name === 'enrollment.list') as Prepared
  expect((await learner.by.raw('enrollment.list', {})).status).toBe(200)
  const admin = here.admin
  expect((await admin.raw('roster.export', { format: 'csv' })).status).toBe(200)
})

test('every attack of these laws stopped at the doors: no function reached past its policy', () => {
  expect(world.cloud.meter.refused).toEqual([])
})
