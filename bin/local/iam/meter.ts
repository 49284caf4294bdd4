import type { Asked, Decision } from './judge.ts'

export interface Measured {
  readonly command: string
  readonly write: number
  readonly read: number
}
// biome-ignore lint/suspicious/noExplicitAny: a middleware of any client
type Any = any

const sum = (list: readonly Any[], field: string): number =>
  list.reduce((total, one) => total + Number(one?.[field] ?? 0), 0)

/** Counts what calls cost in capacity units and keeps who was refused what. */
export const newMeter = () => {
  let calls: Measured[] | undefined
  const refused: { role: string; tenant: string | undefined; action: string; resource: string }[] = []
  return {
    refused,
    start() {
      calls = []
    },
    stop(): { write: number; read: number; calls: readonly Measured[] } {
      const done = calls ?? []
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
      if (!calls || service !== 'DynamoDB') return next(args)
      const kept = calls
      const result = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'INDEXES' } })
      const used = [result.output.ConsumedCapacity ?? []].flat()
      const isRead = /^(Get|Query|Scan|Batch)/.test(command)
      const units = sum(used, 'CapacityUnits')
      kept.push({ command, write: isRead ? 0 : units, read: isRead ? units : 0 })
      return result
    },
  }
}
export type Meter = ReturnType<typeof newMeter>
