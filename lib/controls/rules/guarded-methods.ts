import { register } from '../../../lambdas/register.ts'
import type { Line } from '../../../lambdas/runtime/line.ts'
import { each, entriesOf, get, type Json, type Rule, unless } from '../resource.ts'

/** Answered without a session: named one by one in the register, and the two answers of the gateway itself. */
const OPEN = new Set([
  'get /api/health',
  'get /api/openapi.json',
  ...Object.entries<Line>(register)
    .filter(([, { may }]) => may === 'anyone')
    .map(([name, { door, method }]) => `${method.toLowerCase()} /api/${door}/${name}`),
])
const isGuarded = (method: Json) => JSON.stringify(get(method, 'security')) === '[{"session":[]}]'
const AUTHORIZER = 'components.securitySchemes.session.x-amazon-apigateway-authorizer'

/** A specification makes no method objects: no pack sees whether somebody stands at the door, so the document is read. */
export const guardedMethods: Rule = {
  name: 'guarded methods',
  says: 'every method is validated and has its authorizer, but for those named as open',
  judge: each(['AWS::ApiGateway::RestApi'], ({ properties }) => {
    const body = get(properties, 'Body')
    const methods = entriesOf(get(body, 'paths')).flatMap(([path, item]) =>
      entriesOf(item).map(([verb, method]) => ({ key: `${verb} ${path}`, verb, method })),
    )
    const validator = 'x-amazon-apigateway-request-validators.all'
    return [
      ...unless(
        [methods.length > 0, 'has no methods in its document'],
        [get(body, `${validator}.validateRequestBody`) === true, 'does not validate bodies'],
        [get(body, `${AUTHORIZER}.authorizerResultTtlInSeconds`) === 0, 'caches who may'],
        [get(body, `${AUTHORIZER}.type`) === 'request', 'has no authorizer'],
        [get(properties, 'DisableExecuteApiEndpoint') === true, 'answers on a second host'],
      ),
      ...methods
        .filter(({ verb }) => verb !== 'options')
        .flatMap(({ key, method }) =>
          unless(
            [
              OPEN.has(key) ? !isGuarded(method) : isGuarded(method),
              `${key} is not guarded as the register says`,
            ],
            [get(method, 'x-amazon-apigateway-request-validator') === 'all', `${key} has no validator`],
            [verbOf(key) !== 'post' || Boolean(get(method, 'requestBody.content')), `${key} has no shape`],
          ),
        ),
    ]
  }),
}
const verbOf = (key: string) => key.split(' ')[0]
