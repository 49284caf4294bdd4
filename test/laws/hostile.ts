import { request } from 'node:http'
import * as fc from 'fast-check'
import { problems } from '../../lambdas/problems.ts'
import type { World } from '../world/world.ts'

interface Raw {
  readonly status: number
  readonly type: string
  readonly body: string
}

/** Sends exactly this, as no browser would: paths are not tidied, headers are not completed. */
export const send = (
  world: World,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: string | Uint8Array,
): Promise<Raw> =>
  new Promise((done, fail) => {
    const { hostname, port } = new URL(world.cloud.origin)
    const call = request({ hostname, port, method, path, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk) => chunks.push(chunk))
      response.on('end', () =>
        done({
          status: response.statusCode ?? 0,
          type: String(response.headers['content-type']),
          body: Buffer.concat(chunks).toString(),
        }),
      )
    })
    call.on('error', fail)
    call.end(body)
  })

const INSIDE = /\bat \S+ \(|node_modules|\.ts:\d|Error\b|Exception|zod|dynamo|undefined/i

/** What is wrong with an answer that must be a problem document (RFC 9457) telling what to do and nothing of the inside. */
export const notAProblem = ({ status, type, body }: Raw): string[] => {
  const wrong: string[] = []
  if (!type.startsWith('application/problem+json')) wrong.push(`is ${type}`)
  if (status < 400 || status > 499) wrong.push(`status ${status}`)
  if (INSIDE.test(body)) wrong.push('speaks of the inside')
  try {
    const told = JSON.parse(body)
    const [declared] = Object.hasOwn(problems, told.kind) ? problems[told.kind as keyof typeof problems] : []
    if (declared !== status || told.status !== status) wrong.push(`kind ${told.kind} with ${status}`)
    if (told.type !== `urn:kizuki:problem:${told.kind}` || !told.title) wrong.push('lacks type or title')
    if (!/[ぁ-ん].*。$/.test(told.ja) || !/^[A-Z].*\.$/.test(told.en)) wrong.push('lacks a sentence')
  } catch {
    wrong.push('is no JSON')
  }
  return wrong
}

const DEEP = 20_000
/** Bodies that are no request at all. */
export const BODIES: readonly (string | Uint8Array)[] = [
  '',
  '{',
  '{"a":1,}',
  'null',
  '[]',
  '[{}]',
  '"text"',
  '42',
  'true',
  '\u0000',
  '{"a":1}{"b":2}',
  '['.repeat(DEEP) + ']'.repeat(DEEP),
  `${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`,
  '{"__proto__":{"may":"anyone"}}',
  '{"constructor":{"prototype":{"roles":["administrator"]}}}',
  '{"surplus":1e400}',
  '{"\\ud800":"\\udfff"}',
  '<?xml version="1.0"?><a/>',
  'company=a&userId=b',
  new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
]

const text64 = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')

/** Values that have broken other services. */
const values: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1.5,
    2 ** 53,
    1e308,
    '',
    ' ',
    '\u0000',
    '\ud800',
    'a\udfffb',
    'ﷺ'.repeat(64),
    '𠮷'.repeat(64),
    'İ'.repeat(64),
    'a'.repeat(5_000),
    '__proto__',
    'constructor',
    '../../etc/passwd',
    "' OR 1=1 --",
    '<script>alert(1)</script>',
    '=cmd|calc!A0',
    '2026-02-30',
    '9999999999999999999999',
    [],
    {},
    [[[[[]]]]],
    { __proto__: null, toString: 1 },
    text64('0 '),
    text64('999999 x'),
    text64('1'),
    text64('NaN'),
    text64(null),
    text64({ pk: 'T#x#', sk: 'y' }),
    text64(`0 ${text64({ pk: 'a', sk: 'b', listPk: 'c', listSk: 'd' })}`),
  ),
  fc.string({ unit: 'binary', maxLength: 70 }),
  fc.jsonValue({ maxDepth: 3 }),
)

/** A valid input of which some fields are anything at all. */
export const twisted = (input: Readonly<Record<string, unknown>>): fc.Arbitrary<Record<string, unknown>> =>
  fc
    .record({
      fields: fc.record(
        Object.fromEntries(
          Object.entries(input).map(([field, value]) => [
            field,
            value && typeof value === 'object' && !Array.isArray(value)
              ? fc.oneof(fc.constant(value), values, twisted(value as Record<string, unknown>))
              : fc.oneof(fc.constant(value), values),
          ]),
        ),
      ),
      surplus: fc.option(
        fc.tuple(fc.constantFrom('__proto__', 'constructor', 'surplus', 'cursor', 'query'), values),
        {
          nil: undefined,
        },
      ),
    })
    .map(({ fields, surplus }) => {
      const made = { ...fields } as Record<string, unknown>
      if (surplus)
        Object.defineProperty(made, surplus[0], { value: surplus[1], enumerable: true, configurable: true })
      return made
    })
