import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { App } from 'aws-cdk-lib'
import { judgeByPacks } from '../../lib/controls/packs.ts'
import type { Json, Resource } from '../../lib/controls/resource.ts'
import { makeFamily } from '../../lib/family.ts'
import { type Stage, stageOf } from '../../lib/stage.ts'

export const SAMPLE_TENANT = '01jd0000000000000000000000'
export const sampleStage = (more: Record<string, unknown> = {}): Stage =>
  stageOf((name) => ({ tenants: [SAMPLE_TENANT], ...more })[name])

interface Template {
  readonly Resources: Readonly<
    Record<
      string,
      {
        readonly Type: string
        readonly Properties?: Json
        readonly DeletionPolicy?: string
        readonly UpdateReplacePolicy?: string
        readonly DependsOn?: string | readonly string[]
      }
    >
  >
  readonly Outputs?: Json
}
export interface Report {
  readonly pluginReports: readonly {
    readonly pluginName: string
    readonly conclusion: string
    readonly violations: readonly Finding[]
    readonly suppressedViolations?: readonly (Finding & { readonly acknowledgedId: string })[]
  }[]
}
interface Finding {
  readonly ruleName: string
  readonly violatingConstructs: readonly { readonly constructPath: string }[]
}

const resourcesOf = (stack: string, region: string, { Resources }: Template): Resource[] =>
  Object.entries(Resources).map(([id, one]) => ({
    stack,
    region,
    id,
    type: one.Type,
    properties: one.Properties,
    deletionPolicy: one.DeletionPolicy,
    updateReplacePolicy: one.UpdateReplacePolicy,
  }))

/**
 * Synthesizes a stage as a deploy does, but without bundling functions and building web apps. `spoil` may break something first;
 * with packs, the report of the judgement is read from where it was written.
 */
export const synthesize = ({
  stage = sampleStage(),
  packs = false,
  spoil,
}: {
  stage?: Stage
  packs?: boolean
  spoil?: (app: App) => void
} = {}) => {
  const dir = mkdtempSync(join(tmpdir(), 'kizuki-synth-'))
  try {
    const app = new App({
      analyticsReporting: false,
      // CDK's own check of the templates costs eight seconds: once is enough.
      builtinCloudFormationValidation: packs && !spoil,
      outdir: join(dir, 'out'),
      context: { 'aws:cdk:bundling-stacks': [] },
    })
    const file = join(dir, 'content.json')
    writeFileSync(file, '[]')
    makeFamily(app, stage, { webDir: sampleWeb(dir), content: { file, digest: 'sample' } })
    if (packs) judgeByPacks(app, stage)
    spoil?.(app)
    let failure: Error | undefined
    try {
      app.synth()
    } catch (error) {
      failure = error as Error
    }
    const read = (name: string): unknown => JSON.parse(readFileSync(join(dir, 'out', name), 'utf8'))
    const report = packs ? (read('validation-report.json') as Report) : undefined
    const manifest = read('manifest.json') as {
      artifacts: Record<string, { type: string; environment: string; properties: { templateFile: string } }>
    }
    const stacks = Object.entries(manifest.artifacts)
      .filter(([, { type }]) => type === 'aws:cloudformation:stack')
      .map(([name, { environment, properties }]) => {
        const text = readFileSync(join(dir, 'out', properties.templateFile), 'utf8')
        const region = environment.split('/').at(-1) ?? ''
        const template = JSON.parse(text) as Template
        return { name, region, bytes: Buffer.byteLength(text), template }
      })
    const resources = stacks.flatMap(({ name, region, template }) => resourcesOf(name, region, template))
    return { stacks, resources, report, failure }
  } finally {
    rmSync(dir, { recursive: true })
  }
}

const sampleWeb = (dir: string) => {
  const web = mkdtempSync(join(dir, 'web-'))
  writeFileSync(join(web, 'index.html'), '<!doctype html>')
  return web
}
