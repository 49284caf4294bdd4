import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { problems } from '../../lambdas/problems.ts'
import { register } from '../../lambdas/register.ts'
import type { Line } from '../../lambdas/runtime/line.ts'
import { type Flat, flatSchema } from '../../lib/parts/flat-schema.ts'
import { gatewayDocument } from '../../lib/parts/gateway-document.ts'
import { openApi } from '../../lib/parts/open-api.ts'
import { control } from '../world/control.ts'

const SITE = 'https://app.example.jp'
interface Method {
  readonly security?: unknown
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Flat } } }
  readonly 'x-amazon-apigateway-integration': {
    readonly type: string
    readonly responses?: { readonly default: { readonly responseParameters: Record<string, string> } }
  }
}
const document = gatewayDocument({ siteOrigin: SITE, invoke: (name) => `arn:of:${name}` })
const paths = document.paths as unknown as Record<string, Record<string, Method>>
const methods = Object.entries(paths).flatMap(([path, item]) =>
  Object.entries(item).map(([verb, method]) => ({ key: `${verb} ${path}`, verb, method })),
)

/** The words of a schema: its own and those of what stands in it. */
const wordsOf = (shape: Flat): string[] => [
  ...Object.keys(shape),
  ...Object.values(shape.properties ?? {}).flatMap(wordsOf),
  ...(shape.items ? wordsOf(shape.items) : []),
]

describe('the gateway’s document', () => {
  control(
    '5.6',
    'every deployed method is a line of the register, its preflight, health or the public document',
    () => {
      const lines = Object.entries<Line>(register).flatMap(([name, { door, method }]) => [
        `${method.toLowerCase()} /api/${door}/${name}`,
        `options /api/${door}/${name}`,
      ])
      expect(methods.map(({ key }) => key).sort()).toEqual(
        [...lines, 'get /api/health', 'get /api/openapi.json'].sort(),
      )
    },
  )

  test('every preflight is answered by the gateway itself, for the site alone and for two hours', () => {
    for (const { method, verb } of methods) {
      if (verb !== 'options') continue
      const { type, responses } = method['x-amazon-apigateway-integration']
      const headers = responses?.default.responseParameters ?? {}
      expect(type).toBe('mock')
      expect(headers['method.response.header.Access-Control-Allow-Origin']).toBe(`'${SITE}'`)
      expect(headers['method.response.header.Access-Control-Max-Age']).toBe("'7200'")
    }
  })

  test('every body shape is flat, in words that the gateway knows', () => {
    const shapes = methods.flatMap(
      ({ method }) => method.requestBody?.content['application/json'].schema ?? [],
    )
    expect(shapes.length).toBeGreaterThan(30)
    expect(new Set(shapes.flatMap(wordsOf))).toEqual(new Set(['type', 'properties', 'items']))
    expect(shapes.every(({ type }) => type === 'object')).toBe(true)
    expect(
      shapes.filter(({ properties }) => Object.keys(properties ?? {}).length > 0).length,
    ).toBeGreaterThan(25)
  })

  test('a shape keeps the types that can never be otherwise and lets go of the rest', () => {
    const shape = z.strictObject({
      name: z.string().max(3),
      on: z.union([z.string(), z.null()]),
      ids: z.array(z.string()).min(1),
      inner: z.object({ n: z.int(), either: z.union([z.string(), z.number()]) }).optional(),
    })
    expect(flatSchema(shape)).toEqual({
      type: 'object',
      properties: {
        name: { type: 'string' },
        on: {},
        ids: { type: 'array', items: { type: 'string' } },
        inner: { type: 'object', properties: { n: { type: 'integer' }, either: {} } },
      },
    })
  })

  test('every error of the gateway is a problem document that the site’s pages may read', () => {
    const responses = Object.entries(document['x-amazon-apigateway-gateway-responses'])
    expect(responses.map(([name]) => name)).toEqual(expect.arrayContaining(['DEFAULT_4XX', 'DEFAULT_5XX']))
    for (const [, { statusCode, responseParameters, responseTemplates }] of responses) {
      const headers = responseParameters as Record<string, string>
      const text = responseTemplates['application/json']
      const body = JSON.parse(text) as { kind: keyof typeof problems; status: number }
      expect(problems[body.kind][0]).toBe(Number(statusCode))
      expect(text, 'the gateway reads $ and # as commands').not.toMatch(/[$#]/)
      expect(headers['gatewayresponse.header.Content-Type']).toMatch(/^'application\/problem\+json/)
      expect(headers['gatewayresponse.header.Access-Control-Allow-Origin']).toBe(`'${SITE}'`)
    }
  })

  test('the public document has every line with its full shapes', () => {
    const open = openApi('https://api.example.jp')
    expect(Object.keys(open.paths)).toEqual(
      Object.entries<Line>(register).map(([name, { door }]) => `/api/${door}/${name}`),
    )
    expect(JSON.stringify(open)).toMatch(/"minLength"|"maxLength"/)
  })
})
