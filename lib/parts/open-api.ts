import * as z from 'zod'
import { problems } from '../../lambdas/problems.ts'
import { type OperationName, register } from '../../lambdas/register.ts'
import { COOKIES } from '../../lambdas/runtime/cookies.ts'
import type { Line } from '../../lambdas/runtime/line.ts'

const PROBLEM = {
  type: 'object',
  required: ['type', 'title', 'status', 'kind', 'ja', 'en'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    kind: { type: 'string', enum: Object.keys(problems) },
    ja: { type: 'string' },
    en: { type: 'string' },
    fields: {
      type: 'array',
      items: {
        type: 'object',
        properties: { path: { type: 'string' }, ja: { type: 'string' }, en: { type: 'string' } },
      },
    },
  },
}

const schemaOf = (shape: z.ZodType, io: 'input' | 'output') => {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, {
    target: 'draft-2020-12',
    io,
    unrepresentable: 'any',
  }) as Record<string, unknown>
  return schema as { properties?: Record<string, unknown>; required?: string[] }
}

const member = { session: [] }
const operator = { operator: [] }
/** Which cookie a door reads; the gate, that of whoever asks. */
const SECURITY = {
  anyone: [],
  gate: [member, operator],
  learner: [member],
  admin: [member],
  operator: [operator],
}

const operationOf = (name: OperationName, line: Line) => {
  const input = schemaOf(line.input, 'input')
  const parameters = Object.entries(input.properties ?? {}).map(([field, schema]) => ({
    name: field,
    in: 'query',
    required: input.required?.includes(field) ?? false,
    schema,
  }))
  return {
    operationId: name,
    tags: [name.split('.')[0]],
    'x-may': line.may,
    security: SECURITY[line.may === 'anyone' ? 'anyone' : line.door],
    ...(line.method === 'GET'
      ? { parameters }
      : { requestBody: { required: true, content: { 'application/json': { schema: input } } } }),
    responses: {
      200: {
        description: 'Done',
        content: { 'application/json': { schema: schemaOf(line.output, 'output') } },
      },
      default: {
        description: 'A problem (RFC 9457)',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

/** The public OpenAPI 3.1 document: every operation of the register with its full shapes. */
export const openApi = (server: string) => ({
  openapi: '3.1.0',
  info: { title: 'Kizuki', version: '1' },
  servers: [{ url: server }],
  paths: Object.fromEntries(
    Object.entries<Line>(register).map(([name, line]) => [
      `/api/${line.door}/${name}`,
      { [line.method.toLowerCase()]: operationOf(name as OperationName, line) },
    ]),
  ),
  components: {
    securitySchemes: {
      session: { type: 'apiKey', in: 'cookie', name: COOKIES.member },
      operator: { type: 'apiKey', in: 'cookie', name: COOKIES.operator },
    },
    schemas: { Problem: PROBLEM },
  },
})
