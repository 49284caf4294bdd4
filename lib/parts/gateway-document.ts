import { problems } from '../../lambdas/problems.ts'
import { register } from '../../lambdas/register.ts'
import type { Line } from '../../lambdas/runtime/line.ts'

interface Given {
  readonly siteOrigin: string
  /** Invocation address of a door's function and of the authorizer. */
  readonly invoke: (name: string) => string
}

const header = (name: string) => `method.response.header.${name}`
const VARY = { 'gatewayresponse.header.Vary': "'Origin'" }

/** Errors that the gateway gives by itself, as problem documents that the browser may read. */
const gatewayResponse = (kind: keyof typeof problems, siteOrigin: string) => {
  const [status, ja, en] = problems[kind]
  return {
    statusCode: String(status),
    responseParameters: {
      'gatewayresponse.header.Access-Control-Allow-Origin': `'${siteOrigin}'`,
      'gatewayresponse.header.Access-Control-Allow-Credentials': "'true'",
      ...VARY,
    },
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

const operation = (line: Line, { invoke }: Given) => ({
  // The document must name it for each method: a specification makes no method objects that a rule could look at.
  security: line.may === 'anyone' ? [] : [{ session: [] }],
  'x-amazon-apigateway-request-validator': 'all',
  ...(line.method === 'POST'
    ? { requestBody: { required: true, content: { 'application/json': { schema: { type: 'object' } } } } }
    : {}),
  responses: { 200: { description: 'answer' } },
  'x-amazon-apigateway-integration': {
    type: 'aws_proxy',
    httpMethod: 'POST',
    uri: invoke(line.door),
    timeoutInMillis: 29000,
  },
})

const mock = (body: string, siteOrigin: string) => ({
  get: {
    security: [],
    responses: {
      200: { description: 'ok', headers: { 'Access-Control-Allow-Origin': { schema: { type: 'string' } } } },
    },
    'x-amazon-apigateway-integration': {
      type: 'mock',
      requestTemplates: { 'application/json': '{"statusCode":200}' },
      responses: {
        default: {
          statusCode: '200',
          responseTemplates: { 'application/json': body },
          responseParameters: { [header('Access-Control-Allow-Origin')]: `'${siteOrigin}'` },
        },
      },
    },
  },
})

/** The gateway's document (OpenAPI 3.0.1): one path an operation, its method, its authorizer, its preflight. */
export const gatewayDocument = (given: Given) => ({
  openapi: '3.0.1',
  info: { title: 'kizuki', version: '1' },
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
    '/api/health': mock('{"ok":true}', given.siteOrigin),
  },
})
