import { expect, test } from 'vitest'
import { Refusal } from '../../bin/local/cognito/refusal.ts'
import { stsOf } from '../../bin/local/sts.ts'
import { namesOf } from '../../lib/names.ts'

const names = namesOf('local', '000000000000')
const TENANT = '01m89ds35k69jtr1gej2d24t4c'

const assume = (
  caller: string,
  tags: readonly (readonly [string, string])[],
  role = names.roleArn('tenant'),
) => {
  const sts = stsOf(names)
  const form = new URLSearchParams({ RoleArn: role, SourceIdentity: caller })
  tags.forEach(([key, value], at) => {
    form.set(`Tags.member.${at + 1}.Key`, key)
    form.set(`Tags.member.${at + 1}.Value`, value)
  })
  const answer = sts.verbs.AssumeRole(form)
  return sts.sessions.get(/<AccessKeyId>([^<]+)/.exec(answer)?.[1] ?? '')
}

test('each door of the tenants gets credentials of one role and one tenant', () => {
  for (const door of ['gate', 'learner', 'admin', 'mail', 'mail-events', 'jobs', 'schedule', 'stream'])
    expect(assume(door, [['tenant', TENANT]])).toMatchObject({ role: 'tenant', tenant: TENANT })
})

test('nobody else does, whatever the tag', () => {
  for (const door of ['operator', 'authorizer', 'settle', 'root', '', 'learner2'])
    expect(() => assume(door, [['tenant', TENANT]]), door).toThrow(Refusal)
})

test('the trust policy refuses a missing, empty, wild, short, long or second tag, and another role', () => {
  for (const tags of [
    [],
    [['tenant', '']],
    [['tenant', '*']],
    [['tenant', TENANT.slice(1)]],
    [['tenant', `${TENANT}x`]],
    [['Tenant2', TENANT]],
    [
      ['tenant', TENANT],
      ['role', 'administrator'],
    ],
  ] as const)
    expect(() => assume('learner', tags), JSON.stringify(tags)).toThrow(Refusal)
  expect(() => assume('learner', [['tenant', TENANT]], names.roleArn('operator'))).toThrow(Refusal)
})
