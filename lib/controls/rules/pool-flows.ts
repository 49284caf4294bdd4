import { each, get, type Rule, unless } from '../resource.ts'

/** One way in, behind the gate: no hosted pages, no OAuth, no client without a secret. */
export const poolFlows: Rule = {
  name: 'pool flows',
  says: 'pools are entered by ADMIN_USER_PASSWORD alone, with a client secret',
  judge: (all) => [
    ...each(['AWS::Cognito::UserPoolClient'], ({ properties }) =>
      unless(
        [
          JSON.stringify(get(properties, 'ExplicitAuthFlows')) === '["ALLOW_ADMIN_USER_PASSWORD_AUTH"]',
          'allows another flow',
        ],
        [get(properties, 'AllowedOAuthFlowsUserPoolClient') === false, 'allows OAuth'],
        [get(properties, 'AllowedOAuthFlows') === undefined, 'names OAuth flows'],
        [get(properties, 'GenerateSecret') === true, 'has no secret'],
      ),
    )(all),
    ...each(['AWS::Cognito::UserPoolDomain', 'AWS::Cognito::IdentityPool'], () => ['must not exist'])(all),
  ],
}
