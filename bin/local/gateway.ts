import type { IncomingMessage, ServerResponse } from 'node:http'
import type { APIGatewayProxyResult } from 'aws-lambda'
import { type OperationName, register } from '../../lambdas/register.ts'
import type { Line } from '../../lambdas/runtime/line.ts'
import { Problem } from '../../lambdas/runtime/problem.ts'
import { openApi } from '../../lib/parts/open-api.ts'
import type { Doors, FunctionName } from './doors.ts'

/** API Gateway takes 10 MB, a function 6 MB; a call may last 29 seconds. */
const MAX_BODY = 6 * 1024 * 1024
const MAX_MS = 29_000

const bodyOf = async (request: IncomingMessage): Promise<string | undefined> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += (chunk as Buffer).length
    if (size <= MAX_BODY) chunks.push(chunk as Buffer)
  }
  return size <= MAX_BODY ? Buffer.concat(chunks).toString() : undefined
}

interface Given {
  readonly doors: Doors
  readonly origin: () => string
}

/** The REST API: authorizer, proxy event, function, answer; errors of the gateway itself are problem documents too. */
export const gatewayOf = ({ doors, origin }: Given) => {
  const cors = () => ({
    'Access-Control-Allow-Origin': origin(),
    'Access-Control-Allow-Credentials': 'true',
    Vary: 'Origin',
  })
  const refuse = (response: ServerResponse, problem: Problem) => {
    response.writeHead(problem.status, {
      'Content-Type': 'application/problem+json; charset=utf-8',
      'Cache-Control': 'no-store',
      ...cors(),
    })
    response.end(JSON.stringify(problem.body()))
  }
  const json = (response: ServerResponse, body: unknown) => {
    response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8', ...cors() })
    response.end(JSON.stringify(body))
  }
  const proved = async (event: object): Promise<Record<string, string>> => {
    try {
      const { context } = (await doors.invoke('authorizer', event)) as { context: Record<string, string> }
      return context
    } catch (error) {
      throw error instanceof Error && error.message === 'Unauthorized' ? new Problem('signedOut') : error
    }
  }
  const call = async (line: Line, event: Record<string, unknown> & { requestContext: object }) => {
    const authorizer =
      line.may === 'anyone'
        ? undefined
        : await proved({
            ...event,
            type: 'REQUEST',
            methodArn: `arn:aws:execute-api:::local/v1${event.path}`,
          })
    const answered = doors.invoke(line.door as FunctionName, {
      ...event,
      requestContext: { ...event.requestContext, ...(authorizer ? { authorizer } : {}) },
    })
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, fail) => {
      timer = setTimeout(() => fail(new Problem('unavailable')), MAX_MS)
    })
    return (await Promise.race([answered, late]).finally(() => clearTimeout(timer))) as APIGatewayProxyResult
  }

  return async (
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    query: URLSearchParams,
  ): Promise<void> => {
    try {
      if (path === '/api/health') return json(response, { ok: true })
      if (path === '/api/openapi.json') return json(response, openApi(origin()))
      if (request.method === 'OPTIONS') {
        response.writeHead(204, {
          ...cors(),
          'Access-Control-Allow-Headers': 'content-type,x-kizuki',
          'Access-Control-Allow-Methods': 'GET,POST',
          'Access-Control-Max-Age': '7200',
        })
        return void response.end()
      }
      const name = path.split('/')[3] ?? ''
      const line = Object.hasOwn(register, name) ? (register[name as OperationName] as Line) : undefined
      if (!line || path !== `/api/${line.door}/${name}` || line.method !== request.method)
        throw new Problem('notFound')
      const body = request.method === 'POST' ? await bodyOf(request) : ''
      if (body === undefined) throw new Problem('tooLarge')
      const answered = await call(line, {
        path,
        httpMethod: request.method,
        headers: Object.fromEntries(
          Object.entries(request.headers).map(([header, value]) => [header, String(value)]),
        ),
        queryStringParameters: Object.fromEntries(query),
        body: body || null,
        isBase64Encoded: false,
        requestContext: { identity: { sourceIp: '127.0.0.1' }, stage: 'local' },
      })
      response.writeHead(answered.statusCode, {
        ...(answered.headers as Record<string, string>),
        ...(answered.multiValueHeaders as Record<string, string[]> | undefined),
      })
      response.end(answered.body)
    } catch (error) {
      if (!(error instanceof Problem)) console.error(error)
      refuse(response, error instanceof Problem ? error : new Problem('unexpected'))
    }
  }
}
