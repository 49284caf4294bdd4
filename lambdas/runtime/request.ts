import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda'
import { type OperationName, register } from '../register.ts'
import { env } from './aws.ts'
import { cookieOf, realmOf } from './cookies.ts'
import type { Door, Line } from './line.ts'
import { Problem } from './problem.ts'

/** API Gateway refuses nothing by size below 10 MB; the doors take 256 KB, larger things go by presigned form. */
const MAX_BODY = 256 * 1024

export interface Asked {
  readonly operation: OperationName
  readonly line: Line
  readonly headers: Record<string, string | undefined>
  readonly input: unknown
  readonly token: string | undefined
}

export const headersOf = (event: APIGatewayProxyEvent) =>
  Object.fromEntries(Object.entries(event.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]))

const lineOf = (door: Door, event: APIGatewayProxyEvent): [OperationName, Line] => {
  const [, , asked, name] = event.path.split('/')
  const line = name && Object.hasOwn(register, name) ? (register[name as OperationName] as Line) : undefined
  if (asked !== door || !line || line.door !== door || line.method !== event.httpMethod)
    throw new Problem('notFound')
  return [name as OperationName, line]
}

const bodyOf = (event: APIGatewayProxyEvent, headers: Record<string, string | undefined>): unknown => {
  const text = event.isBase64Encoded ? Buffer.from(event.body ?? '', 'base64').toString() : (event.body ?? '')
  if (Buffer.byteLength(text) > MAX_BODY) throw new Problem('tooLarge')
  if (!/^application\/json *(;|$)/i.test(headers['content-type'] ?? '')) throw new Problem('malformed')
  try {
    return JSON.parse(text)
  } catch {
    throw new Problem('malformed')
  }
}

/** Reads a gateway event: which operation, by which line, with what raw input. Throws `Problem` for what is no request. */
export const readRequest = (door: Door, event: APIGatewayProxyEvent): Asked => {
  const headers = headersOf(event)
  const [operation, line] = lineOf(door, event)
  const origin = headers.origin
  // SameSite=Strict keeps the cookie from foreign sites; header and origin keep a foreign page from even being heard.
  if (origin !== undefined && origin !== env('SITE_ORIGIN')) throw new Problem('forged')
  if (line.method === 'POST' && !headers['x-kizuki']) throw new Problem('forged')
  const input = line.method === 'POST' ? bodyOf(event, headers) : { ...event.queryStringParameters }
  return { operation, line, headers, input, token: cookieOf(headers.cookie, realmOf(headers, event.path)) }
}

const ALWAYS = {
  'Content-Type': 'application/json; charset=utf-8',
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
  'Referrer-Policy': 'no-referrer',
  Vary: 'Origin',
}

/** An answer with the headers that every answer has. */
export const answer = (
  status: number,
  body: unknown,
  cookies: readonly string[] = [],
): APIGatewayProxyResult => ({
  statusCode: status,
  headers: {
    ...ALWAYS,
    'Access-Control-Allow-Origin': env('SITE_ORIGIN'),
    'Access-Control-Allow-Credentials': 'true',
    ...(status >= 400 ? { 'Content-Type': 'application/problem+json; charset=utf-8' } : {}),
  },
  ...(cookies.length > 0 ? { multiValueHeaders: { 'Set-Cookie': [...cookies] } } : {}),
  body: JSON.stringify(body),
})
