import { shardOf } from './shard.ts'
import { isNew, put, type Step } from './step.ts'
import { dayOf } from './tokyo.ts'

/** Shards of a day: 8 × 1,000 writes a second hold a rush of a very large company. */
export const AUDIT_SHARDS = 8

/** Who did what to whom, when, from where, through which session. Ids and counts only: the row outlives the person. */
export interface Deed {
  readonly id: string
  readonly at: string
  readonly operation: string
  readonly actor: string
  readonly session?: string | undefined
  readonly address?: string | undefined
  readonly subject?: string | undefined
  readonly outcome: 'done' | 'refused'
  readonly detail?: Readonly<Record<string, string | number | boolean>> | undefined
}

/** `T#<tenant>#AUD#` or, for the operating company's own deeds, `OP#`. */
export const auditPrefix = (prefix: string) => `${prefix}AUD#`
export const OPERATOR_AUDIT = 'OP#'

/** The one way an audit row is written: never over another (PutItem would overwrite, and IAM cannot demand a condition). */
export const auditStep = (prefix: string, deed: Deed): Step => {
  const { id, ...facts } = deed
  const pk = `${prefix}${dayOf(deed.at).replaceAll('-', '')}#${shardOf(deed.actor, AUDIT_SHARDS)}`
  return { ...put({ pk, sk: `${deed.at}#${id}`, ...facts }, isNew), table: 'audit' }
}
