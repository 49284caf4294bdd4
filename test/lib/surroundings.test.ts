import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { get, type Json, listOf, ofType } from '../../lib/controls/resource.ts'
import { DEAD, FUNCTIONS } from '../../lib/functions.ts'
import { namesOf } from '../../lib/names.ts'
import { watched } from '../../lib/parts/alarms.ts'
import { contentSecurityPolicy } from '../../lib/parts/content-security-policy.ts'
import { FILTERS } from '../../lib/parts/feeds.ts'
import { ROOT } from '../../lib/parts/paths.ts'
import { COUNTED } from '../../lib/parts/web-acl.ts'
import { originsOf } from '../../lib/stage.ts'
import { control } from '../world/control.ts'
import { sampleStage, synthesize } from '../world/stage.ts'

const { resources } = synthesize()
const one = (type: string) => ofType(resources, type)[0]?.properties
const stage = sampleStage()
const names = namesOf(stage.stage, stage.account)

describe('the surroundings of the functions', () => {
  const used = readdirSync(join(ROOT, 'lambdas'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => [
      ...readFileSync(join(ROOT, 'lambdas', name), 'utf8').matchAll(
        /\benv\('([A-Z_]+)'\)|\('([A-Z]+_QUEUE_URL)'/g,
      ),
    ])
    .map(([, read, queue]) => read ?? queue ?? '')

  test('every name that the code reads is told to every function', () => {
    expect(new Set(used).size).toBeGreaterThanOrEqual(10)
    const ours = ofType(resources, 'AWS::Lambda::Function').filter(
      ({ properties }) => get(properties, 'Runtime') === 'nodejs24.x',
    )
    expect(ours).toHaveLength(11)
    for (const { id, properties } of ours)
      expect(Object.keys(get(properties, 'Environment.Variables') as object), id).toEqual(
        expect.arrayContaining(used),
      )
  })

  test('every stream passes errands and forbidden changes alone', () => {
    const patterns = ofType(resources, 'AWS::Lambda::EventSourceMapping').flatMap(({ properties }) =>
      listOf(get(properties, 'FilterCriteria.Filters')).map(
        (filter) => JSON.parse(String(get(filter, 'Pattern'))) as Json,
      ),
    )
    expect(patterns).toHaveLength(Object.keys(FILTERS).length)
    expect(patterns).toContainEqual({
      eventName: ['INSERT'],
      dynamodb: { Keys: { sk: { S: [{ prefix: 'OUT#' }] } } },
    })
    expect(patterns).toContainEqual({ eventName: ['MODIFY', 'REMOVE'] })
  })
})

describe('the firewall', () => {
  const rules = listOf(get(one('AWS::WAFv2::WebACL'), 'Rules'))
  const group = (name: string) => rules.find((rule) => get(rule, 'Name') === name)

  test('every rule about bodies only counts, so that a lesson may quote an attack', () => {
    for (const [name, counted] of Object.entries(COUNTED)) {
      const overrides = listOf(get(group(name), 'Statement.ManagedRuleGroupStatement.RuleActionOverrides'))
      expect(overrides.map((rule) => get(rule, 'Name'))).toEqual(counted)
      for (const rule of overrides) expect(get(rule, 'ActionToUse')).toEqual({ Count: {} })
      expect(counted.every((rule) => rule.endsWith('_BODY'))).toBe(true)
    }
  })

  test('a body is refused by its declared length above what the doors take, and not below', () => {
    const regex = new RegExp(String(get(group('size'), 'Statement.RegexMatchStatement.RegexString')))
    for (const length of [0, 8_192, 99_999, 262_144, 262_999]) expect(regex.test(String(length))).toBe(false)
    for (const length of [263_000, 270_000, 300_000, 999_999, 1_000_000, 10_485_760])
      expect(regex.test(String(length)), String(length)).toBe(true)
  })

  test('a company of 2,000 behind one address may sign in within five minutes', () => {
    const limit = (name: string) => Number(get(group(name), 'Statement.RateBasedStatement.Limit'))
    expect(limit('sign-in')).toBeGreaterThanOrEqual(2 * 2_000)
    expect(limit('all')).toBeGreaterThanOrEqual(20 * 2_000)
  })

  test('its log holds no cookies and no questions', () => {
    const redacted = JSON.stringify(get(one('AWS::WAFv2::LoggingConfiguration'), 'RedactedFields'))
    expect(redacted).toContain('cookie')
    expect(redacted).toContain('QueryString')
  })
})

describe('the site', () => {
  test('pages may speak to themselves, the API and the files bucket, and to nobody else', () => {
    const { api, files } = originsOf(stage)
    const policy = String(
      get(
        one('AWS::CloudFront::ResponseHeadersPolicy'),
        'ResponseHeadersPolicyConfig.SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy',
      ),
    )
    expect(policy).toBe(contentSecurityPolicy({ apiOrigin: api, filesOrigin: files }))
    expect(policy).toContain(`connect-src 'self' ${api} ${files}`)
    expect(policy).not.toMatch(/unsafe|\*/)
  })

  control('13.4', 'every page is served with HSTS for two years', () => {
    const hsts = get(
      one('AWS::CloudFront::ResponseHeadersPolicy'),
      'ResponseHeadersPolicyConfig.SecurityHeadersConfig.StrictTransportSecurity',
    )
    expect(hsts).toEqual({ AccessControlMaxAgeSec: 63_072_000, IncludeSubdomains: true, Override: true })
  })
})

describe('alarms', () => {
  const alarms = ofType(resources, 'AWS::CloudWatch::Alarm')

  control('8.2', 'every alarm of the list exists, tells a person, and says where to look first', () => {
    const list = watched(names)
    expect(alarms).toHaveLength(list.length)
    expect(list.length).toBeGreaterThan(40)
    for (const { id, properties } of alarms) {
      expect(listOf(get(properties, 'AlarmActions')), id).toHaveLength(1)
      expect(String(get(properties, 'AlarmDescription')), id).toMatch(/^.{20,}\.$|\?$/)
    }
  })

  test('people who are signed out ring none: the authorizer says it by an error', () => {
    const errors = alarms.filter(({ properties }) => get(properties, 'MetricName') === 'Errors')
    expect(errors).toHaveLength(Object.keys(FUNCTIONS).length - 1)
    expect(JSON.stringify(errors)).not.toContain('-authorizer')
  })

  test('every queue of what was given up, every function and every table has its own', () => {
    const looked = new Set(alarms.map(({ properties }) => String(get(properties, 'Dimensions.0.Value'))))
    for (const name of [
      ...DEAD.map((worker) => `${worker}-dead`),
      'gate',
      'learner',
      'admin',
      'jobs',
      'app',
      'audit',
    ])
      expect(looked, name).toContain(names.of(name))
  })

  test('their topic lets CloudWatch publish', () => {
    const publishers = ofType(resources, 'AWS::SNS::TopicPolicy').flatMap(({ properties }) =>
      listOf(get(properties, 'PolicyDocument.Statement')).map((statement) =>
        get(statement, 'Principal.Service'),
      ),
    )
    expect(publishers).toEqual(expect.arrayContaining(['cloudwatch.amazonaws.com', 'ses.amazonaws.com']))
  })
})
