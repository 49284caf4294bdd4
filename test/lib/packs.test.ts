import { type Stack, Validations } from 'aws-cdk-lib'
import { Bucket } from 'aws-cdk-lib/aws-s3'
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag'
import type { IConstruct } from 'constructs'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { acknowledged } from '../../lib/controls/acknowledged.ts'
import { expectedAcknowledgements } from '../../lib/controls/packs.ts'
import { namesOf } from '../../lib/names.ts'
import { type Report, sampleStage, synthesize } from '../world/stage.ts'

const PACKS = { AwsSolutions: AwsSolutionsChecks, Serverless: ServerlessChecks }
const of = (report: Report | undefined, pack: string) =>
  report?.pluginReports.find(({ pluginName }) => pluginName === pack)
const placesOf = (
  found: readonly { ruleName: string; violatingConstructs: readonly { constructPath: string }[] }[],
) =>
  found.flatMap(({ ruleName, violatingConstructs }) =>
    violatingConstructs.map(({ constructPath }) => `${ruleName} ${constructPath}`),
  )
const findings = (report: Report | undefined) =>
  Object.keys(PACKS).flatMap((pack) => placesOf(of(report, pack)?.violations ?? []))

/** Resources that a pack really looked at: a report without findings may be one without judgement. */
const looks = () => {
  const seen = { AwsSolutions: new Set<string>(), Serverless: new Set<string>() }
  for (const [name, Pack] of Object.entries(PACKS)) {
    const proto = Pack.prototype as unknown as { checkResource: (node: IConstruct) => void }
    const real = proto.checkResource
    vi.spyOn(proto, 'checkResource').mockImplementation(function (this: unknown, node) {
      seen[name as keyof typeof PACKS].add(node.node.path)
      real.call(this, node)
    })
  }
  return seen
}

describe('the packs AwsSolutions and Serverless', () => {
  let seen: ReturnType<typeof looks>
  let made: ReturnType<typeof synthesize>
  beforeAll(() => {
    seen = looks()
    made = synthesize({ packs: true })
    vi.restoreAllMocks()
  }, 180_000)

  test('they find nothing that is not acknowledged', () => {
    expect(made.failure).toBeUndefined()
    expect(findings(made.report)).toEqual([])
    for (const pack of Object.keys(PACKS)) expect(of(made.report, pack)?.conclusion).toBe('success')
  })

  test('every acknowledgement is in use, and none other is', () => {
    const used = Object.keys(PACKS).flatMap((pack) =>
      placesOf(of(made.report, pack)?.suppressedViolations ?? []),
    )
    expect(used.sort()).toEqual(expectedAcknowledgements(sampleStage()))
  })

  test('they judge every resource of every stack', () => {
    for (const paths of Object.values(seen)) {
      expect(paths.size).toBeGreaterThanOrEqual(made.resources.length)
      expect(paths.size).toBeGreaterThan(180)
    }
  })

  test('every acknowledgement has a reason of its own words', () => {
    for (const { rule, at, why } of acknowledged(namesOf('dev', '111111111111'), []))
      expect(why, `${rule} ${at}`).toMatch(/^[A-Z][^\n]{20,}\.$/)
  })
})

describe('specimens', () => {
  let spoilt: ReturnType<typeof synthesize>
  beforeAll(() => {
    spoilt = synthesize({
      packs: true,
      spoil: (app) => {
        const data = app.node.findChild('kizuki-dev-data') as Stack
        new Bucket(data, 'Open')
        // Without its pack before it an id is taken for one of CDK's own warnings.
        const misnamed = new Bucket(data, 'Misnamed')
        Validations.of(misnamed).acknowledge({
          id: 'AwsSolution::AwsSolutions-S10',
          reason: 'Nobody hears this.',
        })
        Validations.of(data.node.findChild('Pool')).acknowledge({
          id: 'AwsSolutions::AwsSolutions-SQS4',
          reason: 'Nobody asked.',
        })
      },
    })
  }, 180_000)

  test('an open bucket stops the synth', () => {
    expect(spoilt.failure?.message).toMatch(/Open\/Resource[\s\S]*AwsSolutions-S10/)
    expect(findings(spoilt.report)).toContain('AwsSolutions-S10 kizuki-dev-data/Open/Resource')
  })

  test('an acknowledgement under a wrong id acknowledges nothing', () => {
    expect(findings(spoilt.report)).toContain('AwsSolutions-S10 kizuki-dev-data/Misnamed/Resource')
  })

  test('an acknowledgement that no finding needs is missing from the report', () => {
    const used = placesOf(of(spoilt.report, 'AwsSolutions')?.suppressedViolations ?? [])
    expect(used).toContain('AwsSolutions-COG1 kizuki-dev-data/Pool')
    expect(used).not.toContain('AwsSolutions-SQS4 kizuki-dev-data/Pool')
  })
})
