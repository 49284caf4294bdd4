import { get, type Json, listOf, type Resource, type Rule } from '../resource.ts'
import { statementsOf } from '../statements.ts'

/** CDK's own function that copies the site's files at a deploy. */
const CDK = /CustomCDKBucketDeployment/
/** A pool has no name before it is made: the tag that it will bear is demanded instead. */
const NAMELESS = new Set(['cognito-idp:CreateUserPool'])

const isWide = (action: Json) => /^\*$|^[a-z0-9-]+:\*$/.test(String(action))

const wrong = (statement: Json): string[] => {
  if (get(statement, 'Effect') === 'Deny') return []
  const actions = listOf(get(statement, 'Action'))
  const everything = listOf(get(statement, 'Resource')).includes('*')
  return [
    ...actions.filter(isWide).map((action) => `allows ${String(action)}`),
    ...(everything && !actions.every((action) => NAMELESS.has(String(action)) && get(statement, 'Condition'))
      ? ['allows something on everything']
      : []),
    ...(get(statement, 'NotAction') || get(statement, 'NotResource') ? ['allows all but something'] : []),
  ]
}

/** A key's own policy speaks of that key as `*`, and gives the account's own IAM the say. */
export const narrowRoles: Rule = {
  name: 'narrow roles',
  says: 'no role may do everything, or anything on everything',
  judge: (all) =>
    statementsOf(all.filter((one: Resource) => /^AWS::IAM::/.test(one.type) && !CDK.test(one.id)))
      .filter(({ statement }) => get(statement, 'Principal') === undefined)
      .flatMap(({ where, statement }) => wrong(statement).map((what) => `${where} ${what}`)),
}
