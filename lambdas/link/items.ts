import { createHash, randomBytes } from 'node:crypto'
import { epochSeconds, HOUR, plusMs } from '../runtime/clock.ts'
import { type Item, isNew, type Key, put, remove, type Step } from '../runtime/step.ts'
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

/** A new one-time link: the secret goes into the mail, its hash alone into the table. */
export const newLink = (
  prefix: string,
  code: string,
  link: Omit<LinkItem, 'until'>,
  now: string,
): { token: string; until: string; step: Step } => {
  const secret = randomBytes(32).toString('base64url')
  const until = plusMs(now, LINK_LIFE_MS[link.purpose])
  return {
    token: `${code}.${secret}`,
    until,
    step: put({ ...linkKey(prefix, secret), ...link, until, expiresAt: epochSeconds(until) }, isNew),
  }
}

/** The link behind a token, while it works. */
export const readLink = async (
  table: Table,
  prefix: string,
  token: string,
  now: string,
): Promise<(Item & LinkItem) | undefined> => {
  const item = await table.get(linkKey(prefix, token.slice(token.indexOf('.') + 1)), { consistent: true })
  return item && String(item.until) > now ? (item as unknown as Item & LinkItem) : undefined
}

/** Uses the link up: of two who use it at once, one is refused. */
export const useLink = (item: Item): Step => remove(item, [['pk', 'exists']])
