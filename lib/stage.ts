import * as z from 'zod'
import { TenantId } from '../lambdas/tenant/schema.ts'
import { namesOf, REGION } from './names.ts'

/** Values that let a synth run with no account at hand; a production stage refuses them. */
export const SAMPLES = {
  account: '111111111111',
  domain: 'example.jp',
  siteCertificateArn: 'arn:aws:acm:us-east-1:111111111111:certificate/00000000-0000-0000-0000-000000000001',
  apiCertificateArn: `arn:aws:acm:${REGION}:111111111111:certificate/00000000-0000-0000-0000-000000000002`,
  alarmMail: 'alarms@example.jp',
}

/** The command line knows texts alone. */
const listed = (value: unknown) => (typeof value === 'string' ? value.split(',').filter(Boolean) : value)

/** One stage as `cdk.json` and `-c name=value` say it. */
const Stage = z.strictObject({
  /** `dev`, `prod` …: begins every physical name. */
  stage: z.string().regex(/^[a-z][a-z0-9]{1,11}$/),
  account: z.string().regex(/^\d{12}$/),
  region: z.literal(REGION),
  domain: z.string().regex(/^([a-z0-9-]+\.)+[a-z]{2,}$/),
  /** CloudFront takes certificates from us-east-1 alone. */
  siteCertificateArn: z.string().regex(/^arn:aws:acm:us-east-1:\d{12}:certificate\/[0-9a-f-]{36}$/),
  apiCertificateArn: z
    .string()
    .regex(new RegExp(`^arn:aws:acm:${REGION}:\\d{12}:certificate/[0-9a-f-]{36}$`)),
  /** Who is told of alarms. */
  alarmMail: z.email(),
  /** Tenants whose identity is a stack of this app; all others get theirs at run time from the same template. */
  tenants: z.preprocess(listed, z.array(TenantId).default([])),
})
export type Stage = Readonly<z.output<typeof Stage>>

export const isProduction = ({ stage }: Pick<Stage, 'stage'>) => stage === 'prod'

/** Reads a stage out of context values. Throws with the names of what is wrong, and for a sample value in production. */
export const stageOf = (context: (name: string) => unknown): Stage => {
  const given = Object.fromEntries(
    Object.keys(Stage.shape).map((name) => [
      name,
      context(name) ?? (SAMPLES as Record<string, unknown>)[name],
    ]),
  )
  const parsed = Stage.safeParse({
    ...given,
    stage: given.stage ?? 'dev',
    region: given.region ?? REGION,
    account: String(given.account),
  })
  if (!parsed.success) throw new Error(`The stage is not described rightly. ${z.prettifyError(parsed.error)}`)
  const left = Object.entries(SAMPLES).filter(
    ([name, sample]) => parsed.data[name as keyof typeof SAMPLES] === sample,
  )
  if (isProduction(parsed.data) && left.length > 0)
    throw new Error(
      `A production stage needs values of its own for: ${left.map(([name]) => name).join(', ')}`,
    )
  return parsed.data
}

/** The two hosts of the product. */
export const originsOf = ({ domain, stage, account }: Pick<Stage, 'domain' | 'stage' | 'account'>) => ({
  siteHost: `app.${domain}`,
  apiHost: `api.${domain}`,
  site: `https://app.${domain}`,
  api: `https://api.${domain}`,
  /** Where browsers send and fetch files by presigned address. */
  files: `https://${namesOf(stage, account).buckets.files}.s3.${REGION}.amazonaws.com`,
  mailFrom: `no-reply@${domain}`,
})
