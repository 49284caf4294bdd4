import { randomBytes } from 'node:crypto'
import type { Store } from '../store.ts'
import { newKey } from './tokens.ts'

/** A pool's settings, as its template declares them. */
export interface PoolSettings {
  readonly minimumLength: number
  readonly temporaryDays: number
  readonly mfa: 'OFF' | 'ON' | 'OPTIONAL'
  readonly flows: readonly string[]
  readonly accessSeconds: number
  readonly refreshSeconds: number
  readonly rotationGraceSeconds: number
  readonly tags: Readonly<Record<string, string>>
}
export interface Pool
  extends Omit<PoolSettings, 'flows' | 'accessSeconds' | 'refreshSeconds' | 'rotationGraceSeconds'> {
  readonly id: string
  readonly key: ReturnType<typeof newKey>
  readonly client: Pick<
    PoolSettings,
    'flows' | 'accessSeconds' | 'refreshSeconds' | 'rotationGraceSeconds'
  > & { readonly id: string; readonly secret: string }
}

const letters = (n: number, alphabet: string) =>
  [...randomBytes(n)].map((byte) => alphabet.charAt(byte % alphabet.length)).join('')
const MIXED = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const LOWER = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** The pools of this machine: made from a template's settings, kept for good. */
export const poolsOf = (store: Store) => {
  const held = new Map<string, Pool>()
  return {
    create(settings: PoolSettings): Pool {
      const { flows, accessSeconds, refreshSeconds, rotationGraceSeconds, ...rest } = settings
      const pool: Pool = {
        ...rest,
        id: `ap-northeast-1_${letters(9, MIXED)}`,
        key: newKey(),
        client: {
          id: letters(26, LOWER),
          secret: letters(51, LOWER),
          flows,
          accessSeconds,
          refreshSeconds,
          rotationGraceSeconds,
        },
      }
      store.put('pool', pool.id, pool)
      return pool
    },
    get(id: string | undefined): Pool | undefined {
      if (!id) return undefined
      const mine = held.get(id) ?? store.get<Pool>('pool', id)
      if (mine) held.set(id, mine)
      return mine
    },
    byClient: (clientId: string): Pool | undefined =>
      store.list<Pool>('pool').find(({ value }) => value.client.id === clientId)?.value,
    list: () => store.list<Pool>('pool').map(({ value }) => value),
    delete(id: string) {
      held.delete(id)
      store.delete('pool', id)
    },
  }
}
export type Pools = ReturnType<typeof poolsOf>
