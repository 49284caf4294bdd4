/** What a stage is deployed with, from cdk.json context; sample values serve a synth and are refused in production. */
export interface Settings {
  readonly stage: string
  readonly account: string
  readonly domain: string
  readonly siteCertificateArn: string
  readonly apiCertificateArn: string
  readonly alarmMail: string
  readonly tenants: readonly string[]
}
const SAMPLE = {
  account: '111122223333',
  domain: 'example.jp',
  siteCertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/00000000-0000-0000-0000-000000000000',
  apiCertificateArn:
    'arn:aws:acm:ap-northeast-1:111122223333:certificate/00000000-0000-0000-0000-000000000000',
  alarmMail: 'alarm@example.jp',
}

/** Reads the context; throws with what is missing for a production stage. */
export const readSettings = (context: (name: string) => unknown): Settings => {
  const stage = String(context('stage') ?? 'dev')
  if (!/^[a-z][a-z0-9]{1,9}$/.test(stage))
    throw new Error('context "stage" wants 2 to 10 letters or digits, for example dev or prod')
  const given = Object.fromEntries(Object.keys(SAMPLE).map((name) => [name, context(name)])) as Record<
    string,
    string | undefined
  >
  const samples = Object.entries(SAMPLE).filter(([name, value]) => !given[name] || given[name] === value)
  if (stage === 'prod' && samples.length > 0)
    throw new Error(
      `a production stage needs its own ${samples.map(([name]) => name).join(', ')} in the context`,
    )
  return {
    ...SAMPLE,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value)),
    stage,
    tenants: (context('tenants') as string[] | undefined) ?? [],
  }
}

export const appHost = ({ domain }: Settings) => `app.${domain}`
export const apiHost = ({ domain }: Settings) => `api.${domain}`
