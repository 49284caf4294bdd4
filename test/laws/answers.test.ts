import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OperationName } from '../../lambdas/register.ts'
import { clock } from '../../lambdas/runtime/clock.ts'
import { inTokyo } from '../../lambdas/runtime/tokyo.ts'
import { type Scene, sceneOf } from '../examples/scene.ts'
import type { Answer } from '../world/client.ts'
import { startWorld, type World } from '../world/world.ts'
import { exampleOf, lineOf, operations } from './people.ts'
import { changes, type TableRows, tablesOf } from './tables.ts'

interface Seen {
  readonly name: OperationName
  readonly answer: Answer<unknown>
  readonly before: TableRows
  readonly after: TableRows
  /** What the same request sent again did, where the line says that it may be. */
  readonly again?: { readonly answer: Answer<unknown>; readonly after: TableRows }
}

let world: World
let scene: Scene
const seen: Seen[] = []

/** Asks once and, of what may be asked again, again, at one instant of a clock that stands still. */
const observe = async (name: OperationName, at: number): Promise<Seen> => {
  const rows = tablesOf(world)
  const { by, input } = await (exampleOf(name).valid[at] as (typeof prepare)[number])(scene)
  const before = await rows.atRest()
  const instant = Date.now()
  clock.source = () => instant
  const answer = await by.raw(name, input)
  const after = await rows.atRest()
  const seen = { name, answer, before, after }
  if (!lineOf(name).idempotent) return seen
  const again = { answer: await by.raw(name, input), after: await rows.atRest() }
  return { ...seen, again }
}
const prepare = exampleOf('company.get').valid

beforeAll(async () => {
  world = await startWorld()
  scene = await sceneOf(world, 40)
  for (const name of operations)
    for (const at of exampleOf(name).valid.keys()) {
      seen.push(await observe(name, at))
      clock.source = () => Date.now()
    }
}, 300_000)
afterAll(() => world.stop())

const broken = (judge: (one: Seen) => unknown): string[] =>
  seen.flatMap((one) => {
    const found = judge(one)
    return found === undefined || (Array.isArray(found) && found.length === 0)
      ? []
      : [`${one.name}: ${JSON.stringify(found)}`]
  })
const auditRows = ({ before, after }: Pick<Seen, 'before' | 'after'>) =>
  [...after].filter(([key]) => key.startsWith('audit ') && !before.has(key)).map(([, row]) => row)

test('every operation answers its examples', () => {
  expect(broken(({ answer: { status, body } }) => (status === 200 ? undefined : [status, body]))).toEqual([])
  expect(new Set(seen.map(({ name }) => name)).size).toBe(operations.length)
})

test('every answer is of its declared shape and holds nothing else', () => {
  expect(
    broken(({ name, answer: { body } }) => {
      const parsed = lineOf(name).output.safeParse(body)
      if (!parsed.success) return parsed.error.issues
      return JSON.stringify(parsed.data) === JSON.stringify(body) ? undefined : 'more than its shape'
    }),
  ).toEqual([])
})

test('every audited operation leaves exactly one audit row, every other none', () => {
  expect(
    broken((one) => {
      const found = auditRows(one).length
      return found === (lineOf(one.name).audit ? 1 : 0) ? undefined : `${found} rows`
    }),
  ).toEqual([])
})

test('every audit row says which operation, by whom and when, in a time that reads in Japan', () => {
  expect(
    broken((one) =>
      auditRows(one).flatMap(({ operation, actor, at }) => [
        ...(operation === one.name ? [] : [`operation ${operation}`]),
        ...(/^(visitor|(mem|opr)_[0-9a-z]{26})$/.test(String(actor)) ? [] : [`actor ${actor}`]),
        ...(inTokyo(String(at)).endsWith('+09:00') && Math.abs(Date.parse(String(at)) - Date.now()) < 120_000
          ? []
          : [`at ${at}`]),
      ]),
    ),
  ).toEqual([])
})

test('every audit row holds ids alone: no name, user ID, address of a mail, or title of a file', () => {
  expect(
    broken((one) => {
      const personal = [...one.after.values()]
        .filter(({ sk }) => sk === 'PROFILE' || sk === 'FILE')
        .flatMap(({ name, mail, userId }) => [name, mail, userId])
        .filter((text): text is string => typeof text === 'string' && text.length > 3)
      const text = JSON.stringify(auditRows(one))
      return personal.filter((word) => text.includes(word))
    }),
  ).toEqual([])
})

test('every read leaves the tables as they were, but for its audit row', () => {
  expect(
    broken((one) =>
      lineOf(one.name).effect === 'read'
        ? changes(one.before, one.after).filter((change) => !change.startsWith('added audit '))
        : undefined,
    ),
  ).toEqual([])
})

/** A token that is sealed anew at each use is the one thing that may differ. */
const TURNING = ['refresh']

test('every idempotent operation sent again answers the same and has no second effect', () => {
  expect(
    broken(({ again, answer, after }) =>
      again
        ? [
            ...(JSON.stringify(again.answer.body) === JSON.stringify(answer.body) ? [] : [again.answer.body]),
            ...changes(after, again.after, TURNING),
          ]
        : undefined,
    ),
  ).toEqual([])
})

test('every invalid example is refused with its field in both languages, and leaves nothing behind', async () => {
  const rows = tablesOf(world)
  const learner = (await scene.learner()).browser
  const visitor = scene.visitor()
  const operator = await scene.operator()
  const who = {
    anyone: visitor,
    person: learner,
    account: learner,
    learner,
    administrator: scene.admin,
    operator,
  }
  const before = await rows.atRest()
  const wrong: string[] = []
  for (const name of operations)
    for (const [path, input] of exampleOf(name).invalid) {
      const { status, body } = await who[lineOf(name).may].raw(name, input)
      const { kind, fields } = body as { kind: string; fields?: { path: string; ja: string; en: string }[] }
      const field = fields?.find((one) => one.path === path)
      if (
        status !== 422 ||
        kind !== 'invalid' ||
        !/[ぁ-ん]/.test(field?.ja ?? '') ||
        !/^[A-Z].*\.$/.test(field?.en ?? '')
      )
        wrong.push(`${name} ${path}: ${status} ${JSON.stringify(body)}`)
    }
  expect(wrong).toEqual([])
  expect(changes(before, await rows.atRest())).toEqual([])
})

test('every call of these examples kept within the policies of its function', () => {
  expect(world.cloud.meter.refused).toEqual([])
})
