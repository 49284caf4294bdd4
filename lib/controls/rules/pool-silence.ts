import { each, get, type Rule, unless } from '../resource.ts'

/** A pool tells nobody who is in it, and lets nobody in or back by itself. */
export const poolSilence: Rule = {
  name: 'pool silence',
  says: 'pools hide who exists, let nobody register and recover nobody',
  judge: (all) => [
    ...each(['AWS::Cognito::UserPoolClient'], ({ properties }) =>
      unless([get(properties, 'PreventUserExistenceErrors') === 'ENABLED', 'tells which users exist']),
    )(all),
    ...each(['AWS::Cognito::UserPool'], ({ properties }) =>
      unless(
        [get(properties, 'AdminCreateUserConfig.AllowAdminCreateUserOnly') === true, 'lets people register'],
        [
          get(properties, 'AccountRecoverySetting.RecoveryMechanisms.0.Name') === 'admin_only',
          'recovers accounts by itself',
        ],
      ),
    )(all),
  ],
}
