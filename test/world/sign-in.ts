import { codeAt, stepAt } from '../../bin/local/cognito/totp.ts'
import type { Mail } from '../../bin/local/mailbox.ts'
import { clock } from '../../lambdas/runtime/clock.ts'
import type { Client } from './client.ts'
import { until } from './office.ts'
import { PASSWORD, type World } from './world.ts'

export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

let moved = 0
/** Moves the product's clock on; `world.stop` puts it right again. */
export const later = (ms: number) => {
  if (clock.source() - Date.now() < 500) moved = 0
  moved += ms
  const by = moved
  clock.source = () => Date.now() + by
}

/** What an authenticator shows now. */
export const codeNow = (secret: string) => codeAt(secret, stepAt(clock.source()))
/** A code of six digits that no authenticator shows. */
export const wrongCode = (secret: string) =>
  String((Number(codeNow(secret)) + 1) % 1_000_000).padStart(6, '0')

/** An answer as it can be told apart from outside: status, kind, body. */
export const told = async (client: Client, name: string, input: unknown) => {
  const { status, body } = await client.raw(name, input)
  return { status, kind: (body as { kind?: string }).kind, body }
}
export const kindOf = async (client: Client, name: string, input: unknown) =>
  (await told(client, name, input)).kind ?? 'done'

/** Password, then code: an administrator (or an operator) all the way in. */
export const signInWithCode = async (
  client: Client,
  company: string | undefined,
  userId: string,
  secret: string,
  password = PASSWORD,
) => {
  const step = await client.signIn(company, userId, password)
  if (step.next !== 'totp') throw new Error(`a code should be asked for, not ${step.next}`)
  return client.call('session.factor', { ticket: step.ticket, code: codeNow(secret) })
}

/** Signs an administrator in for the first time and sets up the authenticator; its code is used up for half a minute. */
export const enrolled = async (
  world: World,
  company: string | undefined,
  userId = 'kanri',
  password = PASSWORD,
) => {
  const admin = world.browser()
  await admin.signIn(company, userId, password)
  const kept = await admin.enrol()
  later(31 * SECOND)
  return { admin, ...kept }
}

/** The newest mails to an address, once there are as many as expected. */
export const mailsTo = async (world: World, to: string, count = 1): Promise<Mail[]> =>
  until(
    async () => world.cloud.mailbox.all().filter((mail) => mail.to === to),
    (mails) => mails.length >= count,
    10_000,
  )
export const linkIn = (mail: Mail | undefined) => /#link=(\S+)/.exec(mail?.text ?? '')?.[1] ?? ''
