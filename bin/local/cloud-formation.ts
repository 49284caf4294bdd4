import type { Pools } from './cognito/pools.ts'
import { Refusal } from './cognito/refusal.ts'
import { issuerOf } from './cognito/tokens.ts'
import { poolSettings, type Template } from './pool-template.ts'
import type { Store } from './store.ts'

type StageOutputs = Readonly<Record<string, Readonly<Record<string, string>>>>

interface Kept {
  readonly name: string
  readonly template: string
  readonly parameters: Record<string, string>
  readonly status: 'CREATE_COMPLETE' | 'UPDATE_COMPLETE' | 'DELETE_FAILED'
  readonly outputs: Readonly<Record<string, string>>
}

const listed = (form: URLSearchParams, key: string, value: string): Record<string, string> => {
  const found: Record<string, string> = {}
  for (let n = 1; form.has(`Parameters.member.${n}.${key}`); n++)
    found[String(form.get(`Parameters.member.${n}.${key}`))] = String(
      form.get(`Parameters.member.${n}.${value}`),
    )
  return found
}
const xml = (text: string) => text.replace(/[<>&]/g, (c) => `&#${c.charCodeAt(0)};`)
const members = (outputs: Kept['outputs']) =>
  Object.entries(outputs)
    .map(
      ([key, value]) =>
        `<member><OutputKey>${key}</OutputKey><OutputValue>${xml(value)}</OutputValue></member>`,
    )
    .join('')

/**
 * CloudFormation as far as the product speaks to it: stacks of one user pool and its client, made from the very template that
 * is deployed, and the outputs of the stage's own stacks.
 */
export const cloudFormationOf = (store: Store, pools: Pools, stage: () => StageOutputs) => {
  const must = (form: URLSearchParams): Kept => {
    const name = String(form.get('StackName'))
    const own = stage()[name]
    const kept = own
      ? { name, template: '', parameters: {}, status: 'UPDATE_COMPLETE' as const, outputs: own }
      : store.get<Kept>('stack', name)
    if (!kept) throw new Refusal('ValidationError', `Stack with id ${name} does not exist`)
    return kept
  }
  return {
    CreateStack: (form: URLSearchParams) => {
      const name = String(form.get('StackName'))
      if (store.get('stack', name))
        throw new Refusal('AlreadyExistsException', `Stack [${name}] already exists`)
      const template = form.get('TemplateBody')
      if (!template) throw new Refusal('ValidationError', 'a template is taken as its body alone here')
      const parameters = listed(form, 'ParameterKey', 'ParameterValue')
      const settings = poolSettings(JSON.parse(template) as Template, parameters)
      const { id, client } = pools.create(settings)
      const outputs = { PoolId: id, ClientId: client.id, Issuer: issuerOf(id) }
      store.put('stack', name, { name, template, parameters, outputs, status: 'CREATE_COMPLETE' })
      return `<StackId>${name}</StackId>`
    },
    UpdateStack: (form: URLSearchParams) => {
      const kept = must(form)
      const parameters = { ...kept.parameters, ...listed(form, 'ParameterKey', 'ParameterValue') }
      store.put('stack', kept.name, { ...kept, parameters, status: 'UPDATE_COMPLETE' })
      return `<StackId>${kept.name}</StackId>`
    },
    DescribeStacks: (form: URLSearchParams) => {
      const { name, status, outputs } = must(form)
      return `<Stacks><member><StackName>${name}</StackName><StackStatus>${status}</StackStatus><CreationTime>2026-01-01T00:00:00Z</CreationTime><Outputs>${members(outputs)}</Outputs></member></Stacks>`
    },
    /** A pool under protection stays, as it does in AWS. */
    DeleteStack: (form: URLSearchParams) => {
      const name = String(form.get('StackName'))
      const kept = store.get<Kept>('stack', name)
      if (!kept) return ''
      const { parameters, template } = kept
      const { protect } = poolSettings(JSON.parse(template) as Template, parameters)
      if (protect) store.put('stack', name, { ...kept, status: 'DELETE_FAILED' })
      else {
        pools.delete(String(kept.outputs.PoolId))
        store.delete('stack', name)
      }
      return ''
    },
  }
}
