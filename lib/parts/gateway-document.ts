import { problems } from '../../lambdas/problems.ts'
import { register } from '../../lambdas/register.ts'
import type { Line } from '../../lambdas/runtime/line.ts'
import { FUNCTIONS } from '../functions.ts'
import { flatSchema } from './flat-schema.ts'

interface Given {
  readonly siteOrigin: string
  /** Invocation address of a door's function and of the authorizer. */
  readonly invoke: (name: string) => string
}

const header = (name: string) => `method.response.header.${name}`
const quoted = (values: Record<string, string>, prefix: string) =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`${prefix}.header.${name}`, `'${value}'`]),
  )

/** Headers of every answer that the gateway gives by itself: the browser may read it, nobody keeps it. */
const always = (siteOrigin: string) => ({
  'Access-Control-Allow-Origin': siteOrigin,
  'Access-Control-Allow-Credentials': 'true',
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
  Vary: 'Origin',
  'X-Content-Type-Options': 'nosniff',
})

/** Errors that the gateway gives by itself, as problem documents that the browser may read. */
const gatewayResponse = (kind: keyof typeof problems, siteOrigin: string) => {
  const [status, ja, en] = problems[kind]
  return {
    statusCode: String(status),
    responseParameters: quoted(
      { ...always(siteOrigin), 'Content-Type': 'application/problem+json; charset=utf-8' },
      'gatewayresponse',
    ),
    responseTemplates: {
      'application/json': JSON.stringify({
        type: `urn:kizuki:problem:${kind}`,
        title: en,
        status,
        kind,
        ja,
        en,
      }),
    },
  }
}

const preflight = (siteOrigin: string, methods: string) => ({
  security: [],
  responses: {
    204: {
      description: 'preflight',
      headers: Object.fromEntries(
        ['Origin', 'Credentials', 'Methods', 'Headers', 'Max-Age'].map((name) => [
          `Access-Control-${name === 'Max-Age' ? '' : 'Allow-'}${name}`,
          { schema: { type: 'string' } },
        ]),
      ),
    },
  },
  'x-amazon-apigateway-integration': {
    type: 'mock',
    requestTemplates: { 'application/json': '{"statusCode":204}' },
    responses: {
      default: {
        statusCode: '204',
        responseParameters: {
          [header('Access-Control-Allow-Origin')]: `'${siteOrigin}'`,
          [header('Access-Control-Allow-Credentials')]: "'true'",
          [header('Access-Control-Allow-Methods')]: `'${methods}'`,
          [header('Access-Control-Allow-Headers')]: "'content-type,x-kizuki'",
          [header('Access-Control-Max-Age')]: "'7200'",
        },
      },
    },
  },
})

/** Whose environment the function runs in: as the authorizer has proved it, never as the browser says. */
const OF_TENANT = { 'integration.request.header.X-Amz-Tenant-Id': 'context.authorizer.tenant' }

const operation = (line: Line, { invoke }: Given) => ({
  // The document must name it for each method: a specification makes no method objects that a rule could look at.
  security: line.may === 'anyone' ? [] : [{ session: [] }],
  'x-amazon-apigateway-request-validator': 'all',
  ...(line.method === 'POST'
    ? {
        requestBody: {
          required: true,
          content: { 'application/json': { schema: flatSchema(line.input) } },
        },
      }
    : {
        parameters: Object.keys(flatSchema(line.input).properties ?? {}).map((name) => ({
          name,
          in: 'query',
          required: false,
          schema: { type: 'string' },
        })),
      }),
  responses: { 200: { description: 'answer' } },
  'x-amazon-apigateway-integration': {
    type: 'aws_proxy',
    httpMethod: 'POST',
    uri: invoke(line.door),
    ...('apart' in FUNCTIONS[line.door] ? { requestParameters: OF_TENANT } : {}),
    timeoutInMillis: 29000,
  },
})

/** An answer of the gateway itself to a GET: whether it lives, and where the public document lies. */
const mock = (status: number, headers: Record<string, string>, body: string) => ({
  get: {
    security: [],
    'x-amazon-apigateway-request-validator': 'all',
    responses: {
      [status]: {
        description: 'answer',
        headers: Object.fromEntries(
          Object.keys(headers).map((name) => [name, { schema: { type: 'string' } }]),
        ),
      },
    },
    'x-amazon-apigateway-integration': {
      type: 'mock',
      requestTemplates: { 'application/json': `{"statusCode":${status}}` },
      responses: {
        default: {
          statusCode: String(status),
          responseTemplates: { 'application/json': body },
          responseParameters: quoted(headers, 'method.response'),
        },
      },
    },
  },
})

/** The gateway's document (OpenAPI 3.0.1): one path an operation, its method, its authorizer, its preflight. */
export const gatewayDocument = (given: Given) => ({
  openapi: '3.0.1',
  info: { title: 'kizuki', version: '1' },
  // An import forgets what its document does not say.
  servers: [{ 'x-amazon-apigateway-endpoint-configuration': { disableExecuteApiEndpoint: true } }],
  'x-amazon-apigateway-request-validators': {
    all: { validateRequestBody: true, validateRequestParameters: true },
  },
  'x-amazon-apigateway-request-validator': 'all',
  'x-amazon-apigateway-gateway-responses': {
    DEFAULT_4XX: gatewayResponse('malformed', given.siteOrigin),
    DEFAULT_5XX: gatewayResponse('unavailable', given.siteOrigin),
    UNAUTHORIZED: gatewayResponse('signedOut', given.siteOrigin),
    ACCESS_DENIED: gatewayResponse('notAllowed', given.siteOrigin),
    REQUEST_TOO_LARGE: gatewayResponse('tooLarge', given.siteOrigin),
    THROTTLED: gatewayResponse('tooMany', given.siteOrigin),
    WAF_FILTERED: gatewayResponse('forged', given.siteOrigin),
    // The gateway's word for a path or method that is not there.
    MISSING_AUTHENTICATION_TOKEN: gatewayResponse('notFound', given.siteOrigin),
    RESOURCE_NOT_FOUND: gatewayResponse('notFound', given.siteOrigin),
  },
  components: {
    securitySchemes: {
      session: {
        type: 'apiKey',
        name: 'Cookie',
        in: 'header',
        'x-amazon-apigateway-authtype': 'custom',
        'x-amazon-apigateway-authorizer': {
          type: 'request',
          identitySource: 'method.request.header.Cookie',
          authorizerUri: given.invoke('authorizer'),
          authorizerResultTtlInSeconds: 0,
        },
      },
    },
  },
  paths: {
    ...Object.fromEntries(
      Object.entries<Line>(register).map(([name, line]) => [
        `/api/${line.door}/${name}`,
        {
          [line.method.toLowerCase()]: operation(line, given),
          options: preflight(given.siteOrigin, line.method),
        },
      ]),
    ),
    '/api/health': mock(200, always(given.siteOrigin), '{"ok":true}'),
    '/api/openapi.json': mock(
      302,
      { ...always(given.siteOrigin), Location: `${given.siteOrigin}/openapi.json` },
      '',
    ),
  },
})
