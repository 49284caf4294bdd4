import { createHash, randomBytes } from 'node:crypto'
import { epochSeconds, HOUR, plusMs } from '../runtime/clock.ts'
import { type Item, isNew, isThere, type Key, put, remove, type Step } from '../runtime/step.ts'
import type { Table } from '../runtime/table.ts'

export type LinkPurpose = 'setup' | 'invitation' | 'reset'

/** How long a link works: the first administrator's set-up 7 days, an invitation 72 hours, a reset 1 hour. */
export const LINK_LIFE_MS: Record<LinkPurpose, number> = {
  setup: 7 * 24 * HOUR,
  invitation: 72 * HOUR,
  reset: HOUR,
}

export interface LinkItem {
  readonly purpose: LinkPurpose
  readonly memberId: string
  readonly normal: string
  readonly until: string
}

const digest = (secret: string) => createHash('sha256').update(secret).digest('base64url')
const linkKey = (prefix: string, secret: string): Key => ({
  pk: `${prefix}LINK#${digest(secret)}`,
  sk: 'LINK',
})

/** The newest link of a person is the one that works. */
const newestKey = (prefix: string, memberId: string): Key => ({ pk: `${prefix}U#${memberId}`, sk: 'LINK' })

/** A new one-time link: the secret goes into the mail, its hash alone into the table. It voids the one before it. */
export const newLink = (
  prefix: string,
  code: string,
  link: Omit<LinkItem, 'until'>,
  now: string,
): { token: string; until: string; steps: Step[] } => {
  const secret = randomBytes(32).toString('base64url')
  const until = plusMs(now, LINK_LIFE_MS[link.purpose])
  return {
    token: `${code}.${secret}`,
    until,
    steps: [
      put({ ...linkKey(prefix, secret), ...link, until, expiresAt: epochSeconds(until) }, isNew),
      put({ ...newestKey(prefix, link.memberId), hash: digest(secret), expiresAt: epochSeconds(until) }),
    ],
  }
}

/** The link behind a token, while it works. */
export const readLink = async (
  table: Table,
  prefix: string,
  token: string,
  now: string,
): Promise<(Item & LinkItem) | undefined> => {
  const secret = token.slice(token.indexOf('.') + 1)
  const item = (await table.get(linkKey(prefix, secret), { consistent: true })) as
    | (Item & LinkItem)
    | undefined
  if (!item || item.until <= now) return undefined
  const newest = await table.get(newestKey(prefix, item.memberId), { consistent: true })
  return newest?.hash === digest(secret) ? item : undefined
}

const hashOf = ({ pk }: Item) => pk.slice(pk.lastIndexOf('#') + 1)

/** Uses the link up: of two who use it at once, one is refused. */
export const useLink = (prefix: string, item: Item & LinkItem): Step[] => [
  remove(item, isThere),
  remove(newestKey(prefix, item.memberId), [['hash', '=', hashOf(item)]]),
]

/** Puts a link back whose use failed for no fault of the person's. */
export const giveBack = (prefix: string, item: Item & LinkItem): Step[] => [
  put(item),
  put({ ...newestKey(prefix, item.memberId), hash: hashOf(item), expiresAt: item.expiresAt }, isNew),
]

/** No link mailed before works any more. */
export const voidLinks = ({ table, prefix }: { table: Table; prefix: string }, memberId: string) =>
  table.remove(newestKey(prefix, memberId))
