import routes from 'kizuki:routes'
import type * as z from 'zod'
import type { OperationName, Register } from '../../lambdas/register.ts'

export type Input<N extends OperationName> = z.input<Register[N]['input']>
export type Output<N extends OperationName> = z.output<Register[N]['output']>
export interface Field {
  readonly path: string
  readonly ja: string
  readonly en: string
}

/** What a door answered instead of a result (RFC 9457), or `offline` where no door answered. */
export class Problem extends Error {
  readonly kind: string
  readonly ja: string
  readonly en: string
  readonly fields: readonly Field[]
  constructor(body: { kind: string; ja: string; en: string; fields?: readonly Field[] }) {
    super(body.kind)
    this.kind = body.kind
    this.ja = body.ja
    this.en = body.en
    this.fields = body.fields ?? []
  }
}

const OFFLINE = {
  kind: 'offline',
  ja: 'ただいま接続できません。入力した内容はこの画面に残っています。',
  en: 'The service cannot be reached. What you entered is kept on this page.',
}
const base = document.querySelector<HTMLMetaElement>('meta[name="kizuki-api"]')?.content ?? ''
const realm = document.documentElement.dataset.app === 'operator' ? 'operator' : 'member'

type Listener = (down: boolean) => void
const listeners = new Set<Listener>()
/** Tells whether the doors answer: a failed call at once, the next good answer at once. */
export const onOutage = (listener: Listener) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
const tell = (down: boolean) => {
  for (const listener of listeners) listener(down)
}
const signedOut = new Set<() => void>()
export const onSignedOut = (listener: () => void) => {
  signedOut.add(listener)
  return () => void signedOut.delete(listener)
}

/** Asks whether the doors answer again, whatever they answer. */
export const probe = () => send('session.get', {}).catch(() => {})

const send = async (name: string, input: object): Promise<unknown> => {
  const [method, door] = (routes[name] ?? '').split(' ')
  const query =
    method === 'GET' && Object.keys(input).length > 0
      ? `?${new URLSearchParams(input as Record<string, string>)}`
      : ''
  const headers: Record<string, string> =
    method === 'POST' || realm === 'operator' ? { 'x-kizuki': realm } : {}
  if (method === 'POST') headers['content-type'] = 'application/json'
  let response: Response
  try {
    response = await fetch(`${base}/api/${door}/${name}${query}`, {
      method: method ?? 'GET',
      credentials: 'include',
      headers,
      ...(method === 'POST' ? { body: JSON.stringify(input) } : {}),
    })
  } catch {
    tell(true)
    throw new Problem(OFFLINE)
  }
  const body = await response.json().catch(() => OFFLINE)
  if (response.status >= 502 && body.kind === undefined) {
    tell(true)
    throw new Problem(OFFLINE)
  }
  tell(false)
  if (!response.ok) throw new Problem(body)
  return body
}

let refreshing: Promise<unknown> | undefined
const PUBLIC = /^(session\.(start|factor|password|refresh)|link\.|password\.forget)/

/** Calls an operation. A session whose token has run out is refreshed once, for all calls that wait, and the call repeated. */
export const call = async <N extends OperationName>(name: N, input: Input<N>): Promise<Output<N>> => {
  const clean = Object.fromEntries(Object.entries(input as object).filter(([, value]) => value !== undefined))
  try {
    return (await send(name, clean)) as Output<N>
  } catch (error) {
    if (!(error instanceof Problem) || error.kind !== 'signedOut' || PUBLIC.test(name)) throw error
    refreshing ??= send('session.refresh', {}).finally(() => {
      refreshing = undefined
    })
    try {
      await refreshing
    } catch (failed) {
      if (failed instanceof Problem && failed.kind === 'signedOut')
        for (const listener of signedOut) listener()
      throw failed
    }
    return (await send(name, clean)) as Output<N>
  }
}
