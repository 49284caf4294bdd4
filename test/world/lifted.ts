import { get, type Json, listOf } from '../../lib/controls/resource.ts'
import type { Statement } from '../../lib/roles/statement.ts'
import type { synthesize } from './stage.ts'

type Stacks = ReturnType<typeof synthesize>['stacks']
export interface Lifted {
  readonly trust: readonly (Statement & { readonly principals: readonly string[] })[]
  readonly statements: readonly Statement[]
}

/** What a reference stands for once it is deployed: fixed names instead of those that AWS would give. */
const standIn = (type: string, id: string, attribute: string | undefined): string =>
  type === 'AWS::KMS::Key' && attribute === 'Arn'
    ? `arn:aws:kms:ap-northeast-1:111111111111:key/${id}`
    : attribute
      ? `${id}.${attribute}`
      : id

/** Puts together what CloudFormation would: joins, references, values that another stack exports. */
const resolver = (stacks: Stacks) => {
  const resolve = (stack: Stacks[number], value: Json): Json => {
    if (Array.isArray(value)) return value.map((one) => resolve(stack, one))
    if (typeof value !== 'object' || value === null) return value
    const [[name, inner] = ['', undefined], ...more] = Object.entries(value)
    if (more.length === 0 && (name === 'Ref' || name.startsWith('Fn::'))) return called(stack, name, inner)
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, resolve(stack, one)]))
  }
  const called = (stack: Stacks[number], name: string, inner: Json): Json => {
    const typeOf = (id: string) => stack.template.Resources[id]?.Type ?? ''
    if (name === 'Ref') return standIn(typeOf(String(inner)), String(inner), undefined)
    if (name === 'Fn::GetAtt') {
      const [id, attribute] = listOf(inner).map(String)
      return standIn(typeOf(id ?? ''), id ?? '', attribute)
    }
    if (name === 'Fn::Join') return listOf(resolve(stack, get(inner, '1'))).join(String(get(inner, '0')))
    if (name === 'Fn::ImportValue')
      for (const other of stacks)
        for (const output of Object.values((other.template.Outputs ?? {}) as Record<string, Json>))
          if (get(output, 'Export.Name') === inner) return resolve(other, get(output, 'Value'))
    throw new Error(`${name} ${JSON.stringify(inner)} stands for nothing known`)
  }
  return resolve
}

const texts = (value: Json) => listOf(value).map(String)
const statementOf = (raw: Json): Statement => {
  const conditions = Object.entries((get(raw, 'Condition') ?? {}) as Record<string, Record<string, Json>>)
  return {
    Sid: String(get(raw, 'Sid') ?? ''),
    Effect: get(raw, 'Effect') === 'Deny' ? 'Deny' : 'Allow',
    Action: texts(get(raw, 'Action')),
    Resource: texts(get(raw, 'Resource')),
    ...(conditions.length > 0
      ? {
          Condition: Object.fromEntries(
            conditions.map(([operator, keys]) => [
              operator,
              Object.fromEntries(Object.entries(keys).map(([key, wanted]) => [key, texts(wanted)])),
            ]),
          ),
        }
      : {}),
  }
}
const statementsIn = (document: Json) => listOf(get(document, 'Statement'))

/** Every role of ours in the synthesized templates, by its name, resolved to fixed ARNs. */
export const liftRoles = (stacks: Stacks): Map<string, Lifted> => {
  const resolve = resolver(stacks)
  const lifted = new Map<string, Lifted>()
  for (const stack of stacks)
    for (const { Type, Properties } of Object.values(stack.template.Resources)) {
      const name = get(Properties, 'RoleName')
      if (Type !== 'AWS::IAM::Role' || typeof name !== 'string') continue
      const role = resolve(stack, Properties)
      lifted.set(name.replace('kizuki-dev-', ''), {
        trust: statementsIn(get(role, 'AssumeRolePolicyDocument')).map((raw) => ({
          ...statementOf(raw),
          Resource: ['*'],
          principals: texts(get(raw, 'Principal.AWS') ?? get(raw, 'Principal.Service')),
        })),
        statements: listOf(get(role, 'Policies'))
          .flatMap((policy) => statementsIn(get(policy, 'PolicyDocument')))
          .map(statementOf),
      })
    }
  return lifted
}
