import { running } from '../door.ts'
import type { Asked, Decision } from './judge.ts'

export interface Measured {
  /** `stream`, `learner` …: the function that made the call. */
  readonly by: string
  readonly service: string
  readonly command: string
  readonly write: number
  readonly read: number
  readonly began: number
  readonly ended: number
  // biome-ignore lint/suspicious/noExplicitAny: what was asked, for whoever compares calls
  readonly input: any
}
// biome-ignore lint/suspicious/noExplicitAny: a middleware of any client
type Any = any

const sum = (list: readonly Any[], field: string): number =>
  list.reduce((total, one) => total + Number(one?.[field] ?? 0), 0)

/** The local table counts every item of a transaction at the first table named, and those of others again at their own. */
const unitsOf = (command: string, used: readonly Any[]) =>
  command === 'TransactWriteItems'
    ? Math.max(0, ...used.map((one) => Number(one.CapacityUnits)))
    : sum(used, 'CapacityUnits')

/** How many calls had to wait for one another: the longest chain in which each began after the one before had ended. */
export const depthOf = (calls: readonly Pick<Measured, 'began' | 'ended'>[]): number => {
  const inOrder = calls.toSorted((a, b) => a.began - b.began)
  const depth: number[] = []
  for (const [at, { began }] of inOrder.entries())
    depth[at] =
      1 +
      Math.max(0, ...inOrder.slice(0, at).map((before, i) => (before.ended <= began ? (depth[i] ?? 0) : 0)))
  return Math.max(0, ...depth)
}

/** Records each call with what it cost in capacity units, and keeps who was refused what. */
export const newMeter = () => {
  let calls: Measured[] | undefined
  const refused: { role: string; tenant: string | undefined; action: string; resource: string }[] = []
  return {
    refused,
    start() {
      calls = []
    },
    stop(): { write: number; read: number; calls: readonly Measured[] } {
      const done = (calls ?? []).toSorted((a, b) => a.began - b.began)
      calls = undefined
      return {
        write: done.reduce((total, one) => total + one.write, 0),
        read: done.reduce((total, one) => total + one.read, 0),
        calls: done,
      }
    },
    judged(role: string, tenant: string | undefined, { action, resource }: Asked, decision: Decision) {
      if (decision !== 'allow') refused.push({ role, tenant, action, resource })
    },
    async metered(service: string, command: string, args: Any, next: (args: Any) => Promise<Any>) {
      if (!calls) return next(args)
      const kept = calls
      const began = performance.now()
      const isTable = service === 'DynamoDB'
      const asked = isTable ? { ...args.input, ReturnConsumedCapacity: 'INDEXES' } : args.input
      const about = { by: running.getStore() ?? '', service, command, began, input: args.input }
      let units = 0
      try {
        const result = await next({ ...args, input: asked })
        units = unitsOf(command, [result.output.ConsumedCapacity ?? []].flat())
        return result
      } finally {
        const isRead = /^(Get|Query|Scan|Batch)/.test(command)
        const cost = isRead ? { write: 0, read: units } : { write: units, read: 0 }
        kept.push({ ...about, ...cost, ended: performance.now() })
      }
    },
  }
}
export type Meter = ReturnType<typeof newMeter>
