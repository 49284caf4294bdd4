import { createContext, runInContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { route, routeCode } from '../../lib/parts/site-route.ts'
import { SAMPLES, stageOf } from '../../lib/stage.ts'
import { tenantTemplate } from '../../lib/tenant-stack.ts'
import { SAMPLE_TENANT, sampleStage, synthesize } from '../world/stage.ts'

const read = (values: Record<string, unknown>) => stageOf((name) => values[name])

describe('a stage', () => {
  test('needs nothing but the samples to be synthesized', () => {
    expect(read({}).domain).toBe('example.jp')
  })
  test.each(['us-east-1', 'ap-northeast-3', 'eu-central-1'])('refuses the Region %s', (region) => {
    expect(() => read({ region })).toThrow(/region/)
  })
  test('in production has a value of its own for everything', () => {
    expect(() => read({ stage: 'prod' })).toThrow(/account, domain, siteCertificateArn/)
    expect(() => read({ ...SAMPLES, stage: 'prod', domain: 'kizuki.example' })).toThrow(/account/)
  })
  test('takes tenants as a list or, from the command line, as a text with commas', () => {
    const two = [SAMPLE_TENANT, '01jd0000000000000000000001']
    expect(read({ tenants: two }).tenants).toEqual(two)
    expect(read({ tenants: two.join(',') }).tenants).toEqual(two)
    expect(read({}).tenants).toEqual([])
    expect(() => read({ tenants: 'mirai' })).toThrow(/tenants/)
  })
  test('refuses a certificate of another Region', () => {
    expect(() => read({ apiCertificateArn: SAMPLES.siteCertificateArn })).toThrow(/apiCertificateArn/)
  })
})

describe('the stacks', () => {
  const { stacks, failure } = synthesize()

  test('are data, service, site, watch, vault, and one for each declared tenant', () => {
    expect(failure).toBeUndefined()
    expect(stacks.map(({ name, region }) => `${name} ${region}`).sort()).toEqual([
      'kizuki-dev-data ap-northeast-1',
      'kizuki-dev-service ap-northeast-1',
      'kizuki-dev-site ap-northeast-1',
      'kizuki-dev-vault ap-northeast-3',
      'kizuki-dev-watch ap-northeast-1',
      `kizuki-tenant-${SAMPLE_TENANT} ap-northeast-1`,
    ])
  })

  test('stay below 800 KB and 400 resources each, and the API below 240 resources', () => {
    for (const { name, bytes, template } of stacks) {
      expect(bytes, name).toBeLessThan(800 * 1024)
      expect(Object.keys(template.Resources).length, name).toBeLessThan(400)
    }
    const service = stacks.find(({ name }) => name.endsWith('-service'))
    const api = Object.values(service?.template.Resources ?? {}).find(
      ({ Type }) => Type === 'AWS::ApiGateway::RestApi',
    )
    const { Body } = (api?.Properties ?? { Body: { paths: {} } }) as {
      Body: { paths: Record<string, unknown> }
    }
    const parts = new Set(
      Object.keys(Body.paths).flatMap((path) =>
        path.split('/').map((_, n, names) => names.slice(0, n + 1).join('/')),
      ),
    )
    expect(parts.size).toBeGreaterThan(50)
    expect(parts.size).toBeLessThanOrEqual(240)
  })

  test('a tenant’s stack and the template for run time make the same identity', () => {
    const declared = stacks.find(({ name }) => name.startsWith('kizuki-tenant-'))
    const text = JSON.stringify(tenantTemplate(sampleStage().stage))
    const filled = JSON.parse(
      text
        .replaceAll('{"Ref":"TenantId"}', JSON.stringify(SAMPLE_TENANT))
        .replaceAll('{"Ref":"Protect"}', '"ACTIVE"')
        .replaceAll(/\{"Fn::Join":\["",\["([^"]*)","([^"]*)"\]\]\}/g, '"$1$2"'),
    ) as { Resources: Record<string, { Type: string; Properties: object }> }
    const kinds = Object.values(declared?.template.Resources ?? {})
    for (const { Type, Properties } of Object.values(filled.Resources)) {
      const same = kinds.find((one) => one.Type === Type)
      expect({ ...Properties, UserPoolTags: undefined }).toEqual({
        ...(same?.Properties as object),
        UserPoolTags: undefined,
      })
    }
    expect(Object.keys(filled.Resources)).toHaveLength(2)
  })
})

describe('addresses of the site', () => {
  test.each([
    ['/', '/index.html'],
    ['/learner/', '/learner/index.html'],
    ['/admin/', '/admin/index.html'],
    ['/operator/', '/operator/index.html'],
    ['/c/aozora', '/index.html'],
    ['/learner/assets/main-abc.js', '/learner/assets/main-abc.js'],
    ['/openapi.json', '/openapi.json'],
  ])('%s is the file %s', (uri, file) => {
    expect(route({ request: { uri } })).toEqual({ uri: file })
  })
  test.each(['/learner', '/admin', '/operator'])('%s is sent to its own folder', (uri) => {
    expect(route({ request: { uri } })).toMatchObject({
      statusCode: 301,
      headers: { location: { value: `${uri}/` } },
    })
  })
  test('what runs at the edge is that function, standing by itself', () => {
    const edge = createContext({})
    runInContext(routeCode(), edge)
    expect(runInContext('handler({ request: { uri: "/c/x" } }).uri', edge)).toBe('/index.html')
    expect(routeCode().length).toBeLessThan(10_000)
  })
})
