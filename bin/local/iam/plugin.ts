import type { Names } from '../../../lib/names.ts'
import { basePolicy, type KeyIds } from '../../../lib/roles/base-roles.ts'
import type { Statement } from '../../../lib/roles/statement.ts'
import { tenantPolicy } from '../../../lib/roles/tenant-role.ts'
import { Refusal } from '../cognito/refusal.ts'
import { running } from '../door.ts'
import type { Session } from '../sts.ts'
import { type Context, judge } from './judge.ts'
import type { Meter } from './meter.ts'
import { requestsOf } from './request-of.ts'

interface Given {
  readonly names: Names
  readonly keys: KeyIds
  readonly sessions: ReadonlyMap<string, Session>
  readonly poolTag: (poolId: string) => string | undefined
  readonly meter: Meter
  /** Told of each call that went well: what wakes the workers. */
  readonly heard: (service: string, command: string, input: never) => void
}

// biome-ignore lint/suspicious/noExplicitAny: a middleware of any client
type Any = any

/** An SDK middleware that judges each call by the policy of whoever makes it, as IAM would, before it leaves. */
export const policyPlugin = ({ names, keys, sessions, poolTag, meter, heard }: Given) => {
  const policies = new Map<string, readonly Statement[]>()
  const policyOf = (role: string) => {
    const held =
      policies.get(role) ?? (role === 'tenant' ? tenantPolicy(names, keys) : basePolicy(role, names, keys))
    policies.set(role, held)
    return held
  }
  const whoIs = async (config: Any): Promise<Session> => {
    const { accessKeyId } = await config.credentials()
    const session = sessions.get(accessKeyId)
    if (session) return session
    const role = running.getStore()
    if (!role) throw new Error('a call was made outside of any function')
    return { role }
  }
  return (client: Any) =>
    client.middlewareStack.add(
      (next: Any, context: Any) => async (args: Any) => {
        const service = String(context.clientName).replace(/Client$/, '')
        const command = String(context.commandName).replace(/Command$/, '')
        const name = SERVICES[service] ?? service
        const { role, tenant } = await whoIs(client.config)
        const send = async () => {
          const result = await meter.metered(name, command, args, next)
          heard(name, command, args.input as never)
          return result
        }
        if (role === ROOT) return send()
        const principal: Context = tenant === undefined ? {} : { 'aws:PrincipalTag/tenant': [tenant] }
        for (const asked of requestsOf(name, command, args.input, { names, principal, poolTag })) {
          const decision = judge(policyOf(role), asked)
          meter.judged(role, tenant, asked, decision)
          if (decision !== 'allow')
            throw new Refusal(
              'AccessDeniedException',
              `${role} is not authorized to perform: ${asked.action} on resource: ${asked.resource}`,
            )
        }
        // Over the wire STS sees credentials alone, and here all functions share them: the caller is named in its own field.
        if (name === 'STS') args.input.SourceIdentity = role
        return send()
      },
      { step: 'initialize', name: 'kizukiPolicy', priority: 'high' },
    )
}

/** The machine's owner, who seeds and looks from outside; no function runs as it. */
const ROOT = 'root'
const SERVICES: Record<string, string> = { CognitoIdentityProvider: 'Cognito Identity Provider' }
