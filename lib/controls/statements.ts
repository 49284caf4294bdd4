import { get, type Json, listOf, named, type Resource } from './resource.ts'

export interface Found {
  readonly where: string
  readonly statement: Json
}

const inDocument = (where: string, document: Json): Found[] =>
  listOf(get(document, 'Statement')).map((statement) => ({ where, statement }))

/** Every statement of every IAM document in a template: roles, their trust, policies, resource policies. */
export const statementsOf = (all: readonly Resource[]): Found[] =>
  all.flatMap((one) => {
    const { properties } = one
    return [
      ...listOf(get(properties, 'Policies')).flatMap((policy) =>
        inDocument(named(one), get(policy, 'PolicyDocument')),
      ),
      ...['PolicyDocument', 'AssumeRolePolicyDocument', 'KeyPolicy', 'AccessPolicy'].flatMap((name) =>
        inDocument(named(one), get(properties, name)),
      ),
    ]
  })
