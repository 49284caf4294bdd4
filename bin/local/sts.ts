import { randomBytes } from 'node:crypto'
import type { Names } from '../../lib/names.ts'
import { tenantTrust } from '../../lib/roles/tenant-role.ts'
import { Refusal } from './cognito/refusal.ts'
import { judge } from './iam/judge.ts'

export interface Session {
  readonly role: string
  readonly tenant?: string
}

/** AssumeRole with session tags; the trust policy decides, and each pair of credentials is one role and one tag. */
export const stsOf = (names: Names) => {
  const sessions = new Map<string, Session>()
  const [trust] = tenantTrust(names)
  return {
    sessions,
    verbs: {
      GetCallerIdentity: () =>
        `<Arn>arn:aws:iam::${names.account}:user/local</Arn><UserId>LOCAL</UserId><Account>${names.account}</Account>`,
      AssumeRole: (form: URLSearchParams) => {
        const caller = form.get('SourceIdentity') ?? ''
        const tags = [1, 2, 3].flatMap((n) => {
          const [key, value] = [form.get(`Tags.member.${n}.Key`), form.get(`Tags.member.${n}.Value`)]
          return key ? [[key, value ?? ''] as const] : []
        })
        const context = {
          'aws:TagKeys': tags.map(([key]) => key),
          ...Object.fromEntries(tags.map(([key, value]) => [`aws:RequestTag/${key}`, [value]])),
        }
        const trusted =
          trust?.Principal.AWS.includes(names.roleArn(caller)) &&
          judge(
            [
              {
                Sid: 'Trust',
                Effect: 'Allow',
                Action: ['sts:AssumeRole'],
                Resource: ['*'],
                Condition: trust.Condition,
              },
            ],
            {
              action: 'sts:AssumeRole',
              resource: String(form.get('RoleArn')),
              context,
            },
          ) === 'allow'
        if (!trusted || form.get('RoleArn') !== names.roleArn('tenant'))
          throw new Refusal('AccessDenied', `${caller} is not authorized to perform: sts:AssumeRole`)
        const id = `ASIA${randomBytes(8).toString('hex').toUpperCase()}`
        sessions.set(id, { role: 'tenant', tenant: tags.find(([key]) => key === 'tenant')?.[1] ?? '' })
        return `<Credentials><AccessKeyId>${id}</AccessKeyId><SecretAccessKey>local</SecretAccessKey><SessionToken>local</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>`
      },
    },
  }
}
