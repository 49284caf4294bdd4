import { each, get, listOf, type Rule, unless } from '../resource.ts'

/** Cognito reads an absent list as "every standard attribute": who may write his own mail could become somebody else. */
export const poolAttributes: Rule = {
  name: 'pool attributes',
  says: 'users write nothing about themselves but their language',
  judge: each(['AWS::Cognito::UserPoolClient'], ({ properties }) =>
    unless([
      JSON.stringify(listOf(get(properties, 'WriteAttributes'))) === '["locale"]',
      'lets users write attributes',
    ]),
  ),
}
