import type * as z from 'zod'
import type { Cloud } from '../../bin/local/cloud.ts'
import { codeAt, stepAt } from '../../bin/local/cognito/totp.ts'
import { type OperationName, type Register, register } from '../../lambdas/register.ts'
import { clock } from '../../lambdas/runtime/clock.ts'

type Input<N extends OperationName> = z.input<Register[N]['input']>
type Output<N extends OperationName> = z.output<Register[N]['output']>
export interface Answer<T> {
  readonly status: number
  readonly body: T
  readonly headers: Headers
}

/** A browser without a face: keeps cookies, sends what the apps send, over HTTP to the running service. */
export const client = (cloud: Pick<Cloud, 'origin' | 'port'>) => {
  const cookies = new Map<string, string>()
  let realm = 'member'
  const send = async (
    path: string,
    init: RequestInit & { headers?: Record<string, string> } = {},
  ): Promise<Answer<unknown>> => {
    const headers = {
      'x-kizuki': realm,
      origin: cloud.origin,
      cookie: [...cookies].map((pair) => pair.join('=')).join('; '),
      ...init.headers,
    }
    const response = await fetch(`http://127.0.0.1:${cloud.port}${path}`, { ...init, headers })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value) cookies.set(name, value)
      else cookies.delete(name)
    }
    const text = await response.text()
    return { status: response.status, body: text ? JSON.parse(text) : undefined, headers: response.headers }
  }
  const raw = (name: string, input: unknown, door?: string): Promise<Answer<unknown>> => {
    const line = register[name as OperationName]
    const path = `/api/${door ?? line.door}/${name}`
    if (line.method === 'GET') return send(`${path}?${new URLSearchParams(input as Record<string, string>)}`)
    return send(path, {
      method: 'POST',
      body: typeof input === 'string' ? input : JSON.stringify(input),
      headers: { 'content-type': 'application/json' },
    })
  }
  const call = async <N extends OperationName>(name: N, input: Input<N>): Promise<Output<N>> => {
    const { status, body } = await raw(name, input)
    if (status !== 200) throw new Error(`${name} answered ${status}: ${JSON.stringify(body)}`)
    return body as Output<N>
  }
  const me = {
    cookies,
    send,
    raw,
    call,
    asOperator() {
      realm = 'operator'
      return me
    },
    asMember() {
      realm = 'member'
      return me
    },
    /** Signs in with a password of one's own. */
    async signIn(company: string | undefined, userId: string, password: string) {
      if (company === undefined) realm = 'operator'
      return call('session.start', { ...(company ? { company } : {}), userId, password })
    },
    /** Sets up an authenticator; returns its secret and the recovery codes. */
    async enrol() {
      const { secret } = await call('mfa.begin', {})
      const { recoveryCodes } = await call('mfa.confirm', { code: codeAt(secret, stepAt(clock.source())) })
      return { secret, recoveryCodes }
    },
    /** Waits for a job as the page does. */
    async job(jobId: string) {
      for (;;) {
        const job = await call('job.get', { id: jobId as `job_${string}` })
        if (job.endedAt) return job
        await new Promise((done) => setTimeout(done, 25))
      }
    },
  }
  return me
}
export type Client = ReturnType<typeof client>
