import { each, get, ofType, type Rule, unless } from '../resource.ts'

/** A function is reached through what invokes it by name and account; nothing answers the world beside the API. */
export const noBackDoor: Rule = {
  name: 'no back door',
  says: 'no function has an address of its own or a permission for everybody',
  judge: (all) => [
    ...each(['AWS::Lambda::Url', 'AWS::ApiGatewayV2::Api'], () => ['must not exist'])(all),
    ...each(['AWS::Lambda::Permission'], ({ properties }) =>
      unless(
        [/^[a-z]+\.amazonaws\.com$/.test(String(get(properties, 'Principal'))), 'lets anybody call'],
        [Boolean(get(properties, 'SourceArn')), 'does not say for what'],
      ),
    )(all),
    ...unless([ofType(all, 'AWS::ApiGateway::RestApi').length <= 1, 'more than one API']),
  ],
}
