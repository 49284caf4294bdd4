import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { judge } from '../../bin/local/iam/judge.ts'
import { get } from '../../lib/controls/resource.ts'
import { FUNCTIONS } from '../../lib/functions.ts'
import { basePolicy } from '../../lib/roles/base-roles.ts'
import type { Statement } from '../../lib/roles/statement.ts'
import { TENANT_WORKERS, tenantPolicy, tenantTrust } from '../../lib/roles/tenant-role.ts'
import { control } from '../world/control.ts'
import { liftRoles } from '../world/lifted.ts'
import { mutants } from '../world/mutants.ts'
import {
  A,
  anyCase,
  askedOf,
  B,
  type Case,
  everyCase,
  holeIn,
  mayItself,
  NAMES,
} from '../world/reach-of-roles.ts'
import { synthesize } from '../world/stage.ts'

const { stacks, resources } = synthesize()
const roles = liftRoles(stacks)
const roleOf = (name: string) => {
  const role = roles.get(name)
  if (!role) throw new Error(`no role ${name} in the templates`)
  return role
}
const tenant = roleOf('tenant')
const cases = everyCase()
const samples = fc.sample(anyCase, { numRuns: 20_000, seed: 20261125 })

const keyNamed = (words: RegExp) =>
  resources.find(
    ({ type, properties }) => type === 'AWS::KMS::Key' && words.test(String(get(properties, 'Description'))),
  )?.id ?? ''
const url = String(
  get(stacks.find(({ name }) => name.endsWith('-service'))?.template.Outputs, 'TenantTemplateUrl.Value'),
)
const keys = {
  data: keyNamed(/^Tables, files/),
  session: keyNamed(/^Refresh tokens/),
  operatorPool: 'Pool',
  mailIdentity: 'example.jp',
  template: { url, object: `arn:aws:s3:::${url.split('/').slice(3).join('/')}` },
}

describe('the policies of the templates', () => {
  test('are those by which the local service judges every call', () => {
    expect(tenant.statements).toEqual(tenantPolicy(NAMES, keys))
    for (const name of Object.keys(FUNCTIONS)) {
      const [log, ...own] = roleOf(name).statements
      expect(log?.Resource, name).toEqual([`${NAMES.logGroupArn(name)}:*`])
      expect(own, name).toEqual(basePolicy(name, NAMES, keys))
    }
    const [trust] = tenantTrust(NAMES)
    expect(tenant.trust).toHaveLength(1)
    expect(tenant.trust[0]?.principals).toEqual(trust?.Principal.AWS)
    expect(tenant.trust[0]?.Condition).toEqual(
      Object.fromEntries(
        Object.entries(trust?.Condition ?? {}).map(([operator, one]) => [
          operator,
          Object.fromEntries(Object.entries(one).map(([key, wanted]) => [key, [wanted].flat()])),
        ]),
      ),
    )
  })
})

describe('a session of a tenant', () => {
  control(
    ['5.7', '9.1'],
    'every row of another company is out of its reach, in every layer of the policy',
    () => {
      expect(cases.length).toBeGreaterThan(50_000)
      expect(holeIn(tenant.statements, cases)).toBeUndefined()
    },
    60_000,
  )

  control(
    '5.7',
    'every case made up at random agrees with what the design allows',
    () => {
      expect(holeIn(tenant.statements, samples)).toBeUndefined()
    },
    60_000,
  )

  test('its own rows are in its reach, on the table and on each index', () => {
    const own: Case = { action: 'Query', place: NAMES.tableArn('app'), tag: A, keys: [`T#${A}#U#mem_1`] }
    expect(judge(tenant.statements, askedOf(own))).toBe('allow')
    expect(judge(tenant.statements, askedOf({ ...own, place: `${own.place}/index/list` }))).toBe('allow')
  })

  test.each(mutants(tenant.statements))('the proof catches a policy that %s', (_, mutant) => {
    expect(holeIn(mutant, [...cases.filter((_one, n) => n % 3 === 0), ...samples, ...cases])).toBeDefined()
  })

  const may = (action: string, resource: string, context: Record<string, string[]> = {}, tag = A) =>
    judge(tenant.statements, { action, resource, context: { 'aws:PrincipalTag/tenant': [tag], ...context } })
  const files = NAMES.bucketArn('files')
  const session = NAMES.keyArn(keys.session)

  control('5.7', 'every file, pool, sealed token and queue is reached as the own company alone', () => {
    expect(may('s3:GetObject', `${files}/T/${A}/f1`)).toBe('allow')
    for (const path of [`T/${B}/f1`, `T/${A}x/f1`, `T/${A}`, `T//f1`, 'T/*/f1', `shared/../T/${B}/f1`])
      expect(may('s3:GetObject', `${files}/${path}`), path).not.toBe('allow')
    expect(may('s3:ListBucket', files)).not.toBe('allow')
    expect(may('s3:PutObject', `${NAMES.bucketArn('content')}/shared/x`)).not.toBe('allow')

    const pool = NAMES.poolArn('ap-northeast-1_x')
    expect(may('cognito-idp:AdminDisableUser', pool, { 'aws:ResourceTag/tenant': [A] })).toBe('allow')
    expect(may('cognito-idp:AdminDisableUser', pool)).not.toBe('allow')
    for (const tag of [B, '*', ''])
      expect(may('cognito-idp:AdminDisableUser', pool, { 'aws:ResourceTag/tenant': [tag] })).not.toBe('allow')

    expect(may('kms:Decrypt', session, { 'kms:EncryptionContext:tenant': [A] })).toBe('allow')
    expect(may('kms:Decrypt', session)).not.toBe('allow')
    expect(may('kms:Decrypt', session, { 'kms:EncryptionContext:tenant': [B] })).not.toBe('allow')
    expect(may('kms:Decrypt', NAMES.keyArn(keys.data))).not.toBe('allow')
    expect(may('sqs:ReceiveMessage', NAMES.queueArn('jobs'))).not.toBe('allow')
    expect(may('sqs:SendMessage', NAMES.queueArn('jobs'), {}, '')).not.toBe('allow')
  })
})

describe('who may become a tenant', () => {
  const [given] = tenant.trust
  const trusts = (context: Record<string, string[]>, trust = given as Statement) =>
    judge([trust], { action: 'sts:AssumeRole', resource: NAMES.roleArn('tenant'), context })
  const tagged = (tag: string, more: string[] = []) => ({
    'aws:RequestTag/tenant': [tag],
    'aws:TagKeys': ['tenant', ...more],
  })

  control('5.7', 'every session bears one tag of the right form', () => {
    expect(trusts(tagged(A))).toBe('allow')
    for (const tag of [
      '',
      '*',
      'a',
      `${A}x`,
      A.slice(1),
      '*'.repeat(26),
      '?'.repeat(26),
      `${A.slice(0, 25)}*`,
      `${A.slice(0, 25)}#`,
    ])
      expect(trusts(tagged(tag)), tag).not.toBe('allow')
    expect(trusts({})).not.toBe('allow')
    expect(trusts({ 'aws:RequestTag/tenant': [A] })).not.toBe('allow')
    expect(trusts(tagged(A, ['other']))).not.toBe('allow')
  })

  test.each(Object.keys(given?.Condition ?? {}))('the proof catches a trust without its %s', (operator) => {
    const { [operator]: _, ...rest } = given?.Condition ?? {}
    const lax = { ...(given as Statement), Condition: rest }
    const wrong = [tagged(''), tagged('*'.repeat(26)), tagged(A, ['other']), { 'aws:RequestTag/tenant': [A] }]
    expect(wrong.map((context) => trusts(context, lax))).toContain('allow')
  })

  test('the functions trusted are those that may ask, and no other', () => {
    const asking = [...roles].flatMap(([name, { statements }]) =>
      statements.some(({ Action }) => Action.includes('sts:AssumeRole')) ? [name] : [],
    )
    expect(asking.sort()).toEqual([...TENANT_WORKERS].sort())
    expect(given?.principals).toEqual(TENANT_WORKERS.map((name) => NAMES.roleArn(name)))
  })
})

describe('a function as itself', () => {
  control(
    ['5.7', '4.1'],
    'every function has the rows of the closed list and none of a customer',
    () => {
      const asItself = [...cases, ...samples].filter(({ tag }) => tag === undefined)
      expect(asItself.length).toBeGreaterThan(5_000)
      for (const name of [...Object.keys(FUNCTIONS), 'cfn-tenant']) {
        const { statements } = roleOf(name)
        const may = mayItself(name)
        const wrong = asItself.find((one) => (judge(statements, askedOf(one)) === 'allow') !== may(one))
        expect(wrong, name).toBeUndefined()
      }
    },
    60_000,
  )

  test('none may read files of a company, make roles, or become anybody else', () => {
    for (const [name, { statements }] of roles) {
      const may = (action: string, resource: string) => judge(statements, { action, resource, context: {} })
      if (name === 'tenant') continue
      expect(may('s3:GetObject', `${NAMES.bucketArn('files')}/T/${A}/f`), name).not.toBe('allow')
      expect(may('iam:CreateRole', NAMES.roleArn('x')), name).not.toBe('allow')
      expect(may('sts:AssumeRole', NAMES.roleArn('operator')), name).not.toBe('allow')
      expect(may('cognito-idp:AdminDisableUser', NAMES.poolArn('ap-northeast-1_x')), name).not.toBe('allow')
    }
  })

  test('jobs founds tenants from our template, under our role, in stacks of tenants, and not otherwise', () => {
    const right = {
      'cloudformation:TemplateUrl': [url],
      'cloudformation:RoleArn': [NAMES.roleArn('cfn-tenant')],
    }
    const stack = NAMES.tenantStackArns.replace('*', `${A}/1`)
    const may = (
      context: Record<string, string[]>,
      resource = stack,
      action = 'cloudformation:CreateStack',
    ) => judge(roleOf('jobs').statements, { action, resource, context })
    expect(may(right)).toBe('allow')
    expect(may({ ...right, 'cloudformation:TemplateUrl': [`${url}?x`] })).not.toBe('allow')
    expect(may({ 'cloudformation:TemplateUrl': [url] })).not.toBe('allow')
    expect(may({ 'cloudformation:RoleArn': [NAMES.roleArn('cfn-tenant')] })).not.toBe('allow')
    expect(may(right, stack.replace('kizuki-tenant', 'kizuki-dev-data'))).not.toBe('allow')
    expect(may({}, stack, 'cloudformation:DeleteStack')).not.toBe('allow')
  })
})
