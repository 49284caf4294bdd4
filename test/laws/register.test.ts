import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as z from 'zod'
import type { OperationName } from '../../lambdas/register.ts'
import { examples } from '../examples/index.ts'
import { lineOf, operations } from './people.ts'
import { repository } from './structure/files.ts'

/** Operations that no page calls yet, and why. */
const WAITING: Readonly<Record<string, string>> = {}

/** Names in quotes, and `room.${verb}` where the same file quotes the verb. */
const usesOf = (text: string, names: readonly string[]) =>
  names.filter((name) => {
    const [room, verb] = name.split('.')
    return text.includes(`'${name}'`) || (text.includes(`\`${room}.\${`) && text.includes(`'${verb}'`))
  })

test('every operation is called by a page, or waits for one with a reason', () => {
  const pages = repository().filter(({ path }) => /^web\/.*\.tsx?$/.test(path))
  const used = new Set(pages.flatMap(({ text }) => usesOf(text, operations)))
  expect(operations.filter((name) => !used.has(name) && !WAITING[name])).toEqual([])
  expect(Object.keys(WAITING).filter((name) => used.has(name as OperationName))).toEqual([])
  expect(usesOf("call('a.b', {})", ['a.b', 'a.c'])).toEqual(['a.b'])
  expect(usesOf(['call(`a.', "{verb}`, 'c')"].join('$'), ['a.b', 'a.c'])).toEqual(['a.c'])
})

test('every operation has examples, valid and invalid, and none is for an operation that is gone', () => {
  expect(Object.keys(examples).sort()).toEqual([...operations].sort())
  expect(
    operations.filter((name) => examples[name].valid.length === 0 || examples[name].invalid.length === 0),
  ).toEqual([])
})

/** Which parts of the house may be asked for by whom. */
const PERMISSIONS = {
  gate: ['anyone', 'person', 'account'],
  learner: ['learner'],
  admin: ['administrator'],
  operator: ['operator'],
} as const

test('every operation has a permission of its door, a method and an effect that fit', () => {
  const wrong = operations.filter((name) => {
    const { door, may, method, effect } = lineOf(name)
    return !(PERMISSIONS[door] as readonly string[]).includes(may) || (method === 'GET' && effect !== 'read')
  })
  expect(wrong).toEqual([])
})

test('every operation of a visitor stands in this list, which is read before it grows', () => {
  expect(operations.filter((name) => lineOf(name).may === 'anyone')).toEqual([
    'session.start',
    'session.factor',
    'session.password',
    'session.refresh',
    'password.forget',
    'link.open',
    'link.use',
  ])
})

const ID_PATTERN = /^\^\(?[a-z]{3}_/

/** Paths of a JSON schema where an id is asked for; arrays count once. */
const idPaths = (schema: z.core.JSONSchema.BaseSchema, path = ''): string[] => {
  if (schema.pattern && ID_PATTERN.test(schema.pattern)) return [path]
  const options = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((one) =>
    idPaths(one as never, path),
  )
  const fields = Object.entries(schema.properties ?? {}).flatMap(([name, one]) =>
    idPaths(one as never, `${path}.${name}`),
  )
  const items = schema.items ? idPaths(schema.items as never, `${path}[]`) : []
  return [...options, ...fields, ...items]
}

test('every input is an object that refuses what it does not name', () => {
  const loose = (schema: z.core.JSONSchema.BaseSchema): boolean =>
    (schema.type === 'object' && schema.additionalProperties !== false) ||
    [...Object.values(schema.properties ?? {}), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].some(
      (one) => loose(one as never),
    )
  const found = operations.filter((name) =>
    loose(z.toJSONSchema(lineOf(name).input, { io: 'input', unrepresentable: 'any' })),
  )
  expect(found).toEqual([])
  expect(loose(z.toJSONSchema(z.object({ a: z.string() }), { io: 'input' }))).toBe(true)
})

test('every id that an input takes stands in an example, so that the laws on foreign ids reach it', () => {
  const missing = operations.flatMap((name) => {
    const text = readFileSync(new URL(`../examples/${name.split('.')[0]}.ts`, import.meta.url), 'utf8')
    const schema = z.toJSONSchema(lineOf(name).input, { io: 'input', unrepresentable: 'any' })
    return idPaths(schema)
      .map((path) => path.replaceAll('[]', '').split('.').at(-1) as string)
      .filter((field) => !new RegExp(`\\b${field}\\b`).test(text))
      .map((field) => `${name} ${field}`)
  })
  expect(missing).toEqual([])
  expect(idPaths(z.toJSONSchema(lineOf('assignment.preview').input, { io: 'input' })).length).toBeGreaterThan(
    1,
  )
})
