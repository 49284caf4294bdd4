import { describe, expect, test } from 'vitest'
import { get, listOf, ofType } from '../../lib/controls/resource.ts'
import { FUNCTIONS } from '../../lib/functions.ts'
import { sampleStage, synthesize } from '../world/stage.ts'

const { resources, stacks } = synthesize({ stage: sampleStage({ stage: 'x23456789012' }) })
const service = stacks.find(({ name }) => name.endsWith('-service'))?.template.Resources ?? {}
/** CloudFormation keeps spaces out of what IAM counts. */
const lengthOf = (document: unknown) => JSON.stringify(document).length

describe('what AWS takes, for the longest name of a stage', () => {
  test('every role fits: name, trust, policies of its own', () => {
    const roles = ofType(resources, 'AWS::IAM::Role')
    expect(roles.length).toBeGreaterThan(13)
    for (const { id, properties } of roles) {
      expect(String(get(properties, 'RoleName') ?? '').length, id).toBeLessThanOrEqual(64)
      expect(lengthOf(get(properties, 'AssumeRolePolicyDocument')), id).toBeLessThanOrEqual(2_048)
      const own = listOf(get(properties, 'Policies')).map((one) => lengthOf(get(one, 'PolicyDocument')))
      expect(
        own.reduce((sum, one) => sum + one, 0),
        id,
      ).toBeLessThanOrEqual(10_240)
    }
  })

  test('every bucket, function, queue and alarm has a name that is short enough', () => {
    for (const [type, name, most] of [
      ['AWS::S3::Bucket', 'BucketName', 63],
      ['AWS::Lambda::Function', 'FunctionName', 64],
      ['AWS::SQS::Queue', 'QueueName', 80],
      ['AWS::Events::Rule', 'Name', 64],
      ['AWS::CloudWatch::Alarm', 'AlarmName', 255],
      ['AWS::Backup::BackupVault', 'BackupVaultName', 50],
      ['AWS::SES::ConfigurationSet', 'Name', 64],
    ] as const) {
      const names = ofType(resources, type).map(({ properties }) => String(get(properties, name) ?? ''))
      expect(names.length, type).toBeGreaterThan(0)
      for (const one of names) expect(one.length, one).toBeLessThanOrEqual(most)
    }
  })

  test('no function is told a name that Lambda keeps for itself', () => {
    for (const { properties } of ofType(resources, 'AWS::Lambda::Function'))
      if (get(properties, 'Runtime') === 'nodejs24.x')
        for (const name of Object.keys((get(properties, 'Environment.Variables') ?? {}) as object))
          expect(name).not.toMatch(/^AWS_|^LAMBDA_|^_/)
  })

  test('every function ends before its queue gives the message to another', () => {
    for (const name of ['jobs', 'mail'] as const) {
      const queue = ofType(resources, 'AWS::SQS::Queue').find(({ properties }) =>
        String(get(properties, 'QueueName')).endsWith(`-${name}`),
      )
      const visible = Number(get(queue?.properties, 'VisibilityTimeout'))
      expect(visible, name).toBeGreaterThan(FUNCTIONS[name].seconds)
    }
  })

  test('the gateway finds our log before it would make its own, and its role before the stage needs it', () => {
    const [stage] = Object.values(service).filter(({ Type }) => Type === 'AWS::ApiGateway::Stage')
    const waits = [stage?.DependsOn ?? []].flat()
    expect(waits).toContainEqual(expect.stringMatching(/^ExecutionLog/))
    expect(waits).toContainEqual(expect.stringMatching(/^ApiAccount/))
  })

  test('whoever reads a stream may do all four things that Lambda asks for', () => {
    const policy = JSON.stringify(ofType(resources, 'AWS::IAM::Role').find(({ id }) => id === 'Rolestream'))
    for (const verb of ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'])
      expect(policy).toContain(`dynamodb:${verb}`)
  })

  test('every table is copied whether the account has opted in or not: each is named, none found by its tag', () => {
    const chosen = get(ofType(resources, 'AWS::Backup::BackupSelection')[0]?.properties, 'BackupSelection')
    expect(listOf(get(chosen, 'Resources'))).toHaveLength(ofType(resources, 'AWS::DynamoDB::Table').length)
    expect(get(chosen, 'ListOfTags') ?? []).toEqual([])
  })

  test('an import of the document leaves the gateway’s own address closed', () => {
    const api = ofType(resources, 'AWS::ApiGateway::RestApi')[0]?.properties
    expect(JSON.stringify(get(api, 'Body.servers'))).toContain('"disableExecuteApiEndpoint":true')
  })
})
