import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PoolSettings } from './cognito/pools.ts'
import { Refusal } from './cognito/refusal.ts'

// biome-ignore lint/suspicious/noExplicitAny: properties of a template are JSON of many shapes
type Properties = Record<string, any>
export interface Template {
  readonly Parameters?: Record<string, { Default?: string }>
  readonly Resources: Record<string, { Type: string; Properties: Properties }>
}

const ROOT = new URL('../..', import.meta.url).pathname
const MADE_FROM = [
  'lib/tenant-stack.ts',
  'lib/pools.ts',
  'lib/parts/user-pool.ts',
  'package-lock.json',
  'bin/local/pool-template.ts',
]
const SYNTH =
  "const { tenantTemplate } = await import('./lib/tenant-stack.ts'); process.stdout.write(JSON.stringify(tenantTemplate(process.argv[1])))"

/** The tenant template as it is deployed. Synthesized in a process of its own, for it takes much memory, and kept by what it is made of. */
export const tenantTemplateText = (stage: string): string => {
  const hash = createHash('sha256').update(stage)
  for (const file of MADE_FROM) hash.update(readFileSync(join(ROOT, file)))
  const path = join(ROOT, '.cache', 'tenant-template', `${hash.digest('hex').slice(0, 16)}.json`)
  if (existsSync(path)) return readFileSync(path, 'utf8')
  const text = execFileSync(process.execPath, ['--input-type=module', '--eval', SYNTH, stage], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(`${path}.${process.pid}`, text)
  renameSync(`${path}.${process.pid}`, path)
  return text
}

/** `Ref` and `Fn::Join` of parameters, all that the template needs. */
const filled = (value: unknown, parameters: Record<string, string>): string => {
  if (typeof value !== 'object' || value === null) return String(value)
  const { Ref, 'Fn::Join': join } = value as { Ref?: string; 'Fn::Join'?: [string, unknown[]] }
  if (Ref !== undefined && parameters[Ref] !== undefined) return parameters[Ref]
  if (join) return join[1].map((part) => filled(part, parameters)).join(join[0])
  throw new Refusal('ValidationError', `${JSON.stringify(value)} is not understood here`)
}

/** What the embedded Cognito must know of a pool, read from the template's resources. */
export const poolSettings = (
  template: Template,
  given: Record<string, string>,
): PoolSettings & { protect: boolean } => {
  const defaults = Object.entries(template.Parameters ?? {}).map(([name, { Default }]) => [name, Default])
  const parameters = { ...Object.fromEntries(defaults.filter(([, value]) => value !== undefined)), ...given }
  const of = (type: string): Properties => {
    const found = Object.values(template.Resources).filter(({ Type }) => Type === type)
    if (found.length !== 1) throw new Refusal('ValidationError', `one ${type} was expected`)
    return (found[0] as { Properties: Properties }).Properties
  }
  const pool = of('AWS::Cognito::UserPool')
  const client = of('AWS::Cognito::UserPoolClient')
  const { PasswordPolicy } = pool.Policies
  const tags = Object.entries(pool.UserPoolTags ?? {}).map(([name, value]) => [
    name,
    filled(value, parameters),
  ])
  return {
    minimumLength: PasswordPolicy.MinimumLength,
    temporaryDays: PasswordPolicy.TemporaryPasswordValidityDays,
    mfa: pool.MfaConfiguration,
    flows: client.ExplicitAuthFlows,
    accessSeconds: client.AccessTokenValidity * 60,
    refreshSeconds: client.RefreshTokenValidity * 60,
    rotationGraceSeconds: client.RefreshTokenRotation.RetryGracePeriodSeconds,
    tags: Object.fromEntries(tags),
    protect: filled(pool.DeletionProtection, parameters) === 'ACTIVE',
  }
}
