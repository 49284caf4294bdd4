import { each, get, listOf, type Rule, unless } from '../resource.ts'

/** What an access log may not hold: who asked, from where, with what. */
const PERSONAL =
  /identity\.|sourceIp|userAgent|authorizer\.(?!latency)|\$context\.path\b|querystring|request\.(body|header)/i

export const quietGateway: Rule = {
  name: 'quiet gateway',
  says: 'the gateway logs no bodies and no people',
  judge: each(['AWS::ApiGateway::Stage'], ({ properties }) => {
    const settings = listOf(get(properties, 'MethodSettings'))
    return unless(
      [settings.length > 0, 'has no settings for its methods'],
      [settings.every((one) => get(one, 'DataTraceEnabled') === false), 'traces bodies'],
      [typeof get(properties, 'AccessLogSetting.Format') === 'string', 'keeps no access log'],
      [!PERSONAL.test(String(get(properties, 'AccessLogSetting.Format'))), 'logs who asked'],
      [get(properties, 'TracingEnabled') !== true, 'sends traces'],
    )
  }),
}
