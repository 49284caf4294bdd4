export interface Key {
  readonly pk: string
  readonly sk: string
}
export type Item = Key & Record<string, unknown>

/** `['lease.until', '>', now]`; several clauses must all hold. A path parts at dots. */
export type Clause = readonly [
  path: string,
  op: '=' | '<>' | '<' | '<=' | '>' | '>=' | 'exists' | 'absent',
  value?: unknown,
]

export type TableName = 'app' | 'registry' | 'audit'

/** One write, as data; `when` refuses it unless every clause holds of the stored item. */
export interface Step {
  readonly kind: 'put' | 'change' | 'remove' | 'check'
  readonly key: Key
  readonly item?: Item
  readonly set?: Readonly<Record<string, unknown>>
  readonly add?: Readonly<Record<string, number>>
  readonly drop?: readonly string[]
  readonly when?: readonly Clause[]
  readonly table?: TableName
}

export const isNew: readonly Clause[] = [['pk', 'absent']]
export const isThere: readonly Clause[] = [['pk', 'exists']]

export const put = (item: Item, when?: readonly Clause[]): Step => ({
  kind: 'put',
  key: item,
  item,
  ...(when ? { when } : {}),
})

/** Changes attributes of an item; `undefined` values in `set` are dropped. An absent item is made unless `when` forbids. */
export const change = (
  key: Key,
  what: { set?: Record<string, unknown>; add?: Record<string, number>; drop?: readonly string[] },
  when?: readonly Clause[],
): Step => {
  const set = Object.entries(what.set ?? {})
  const gone = set.filter(([, value]) => value === undefined).map(([name]) => name)
  return {
    kind: 'change',
    key: { pk: key.pk, sk: key.sk },
    set: Object.fromEntries(set.filter(([, value]) => value !== undefined)),
    add: what.add ?? {},
    drop: [...(what.drop ?? []), ...gone],
    ...(when ? { when } : {}),
  }
}

export const remove = (key: Key, when?: readonly Clause[]): Step => ({
  kind: 'remove',
  key: { pk: key.pk, sk: key.sk },
  ...(when ? { when } : {}),
})
export const check = (key: Key, when: readonly Clause[]): Step => ({
  kind: 'check',
  key: { pk: key.pk, sk: key.sk },
  when,
})

/** A conditional write did not hold; `at` is the step's place in the transaction, `item` what stands there now. */
export class Refused extends Error {
  readonly at: number
  readonly item: Item | undefined
  constructor(at: number, item?: Item) {
    super(`step ${at} was refused`)
    this.at = at
    this.item = item
  }
}
