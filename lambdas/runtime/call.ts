import type * as z from 'zod'
import type { OperationName, Register } from '../register.ts'
import { auditPrefix, auditStep, type Deed, OPERATOR_AUDIT } from './audit.ts'
import { nowMs } from './clock.ts'
import type { Line } from './line.ts'
import type { Log } from './log.ts'
import { Problem } from './problem.ts'
import { type Standing, sessionKey } from './standing.ts'
import { check, Refused, type Step } from './step.ts'
import type { Table } from './table.ts'
import type { Tenancy } from './tenancy.ts'
import { ulid } from './ulid.ts'

/** Who asks, as the authorizer has proved it. */
export type Actor =
  | { readonly kind: 'visitor' }
  | {
      readonly kind: 'member'
      readonly id: string
      readonly session: string
      readonly tenancy: Tenancy
      readonly suspended: boolean
    }
  | { readonly kind: 'operator'; readonly id: string; readonly session: string; readonly registry: Table }

/** What the audit row says beside who, what and when. `actor` is for a visitor who has just proved to be somebody. */
export interface Note {
  readonly subject?: string
  readonly actor?: string
  readonly session?: string
  readonly outcome?: 'done' | 'refused'
  readonly detail?: Readonly<Record<string, string | number | boolean>>
}

/** The only capability an operation gets. */
export interface Call {
  readonly operation: OperationName
  readonly actor: Actor
  readonly now: string
  /** Requests carry the access token to the gate, for what Cognito lets only its owner do. */
  readonly token: string | undefined
  readonly address: string | undefined
  readonly log: Log
  /** The tenant of this member's request. */
  readonly tenancy: Tenancy
  /** The table of the place: reads begin at once, writes wait until the caller's session has been checked. */
  readonly table: Table
  /** `T#<tenant>#U#<member>` or `OPR#U#<id>`: the partition of the caller. */
  readonly owner: string
  newId<P extends string>(prefix: P): `${P}_${string}`
  /** The gate alone: steps into the tenant (or the operators' house) that a company code, a ticket or a link has named. */
  enter(place: Place): void
  /** The caller's profile and session, once they have been checked; every effect waits for it. */
  me(): Promise<Standing>
  /**
   * Writes `steps` in one transaction with the audit row (where the line is audited) and a check that the session still
   * stands. Throws `Refused` with the place among `steps`.
   */
  commit(steps: readonly Step[], note?: Note): Promise<void>
  /** Adds a Set-Cookie header to the answer. */
  cookie(value: string): void
}

/** Where a visitor's effects go: a table confined to one tenant or to the operators, and its audit rows. */
export interface Place {
  readonly table: Table
  readonly audit: string
}

export type Operation<N extends OperationName> = (
  call: Call,
  input: z.output<Register[N]['input']>,
) => Promise<z.input<Register[N]['output']>>

interface Making {
  readonly operation: OperationName
  readonly line: Line
  readonly actor: Actor
  readonly now: string
  readonly token: string | undefined
  readonly address: string | undefined
  readonly log: Log
  readonly standing: () => Promise<Standing>
  readonly allowed: Promise<void>
  readonly cookies: string[]
}

const ownerOf = (actor: Actor) =>
  actor.kind === 'member'
    ? `${actor.tenancy.prefix}U#${actor.id}`
    : actor.kind === 'operator'
      ? `OPR#U#${actor.id}`
      : ''

const placeOf = (actor: Actor): Place | undefined => {
  if (actor.kind === 'operator') return { table: actor.registry, audit: OPERATOR_AUDIT }
  return actor.kind === 'member'
    ? { table: actor.tenancy.table, audit: auditPrefix(actor.tenancy.prefix) }
    : undefined
}

/** A table whose writes wait for `allowed`. */
const waiting = (table: Table, allowed: Promise<void>): Table => {
  const after =
    <A extends unknown[], R>(write: (...how: A) => Promise<R>) =>
    async (...how: A): Promise<R> => {
      await allowed
      return write(...how)
    }
  return {
    ...table,
    put: after(table.put),
    change: after(table.change),
    remove: after(table.remove),
    together: after(table.together),
  }
}

/** Makes the capability object of one request. */
export const makeCall = (making: Making): Call => {
  const { line, actor, now } = making
  const owner = ownerOf(actor)
  let guarded: Table | undefined
  let place = placeOf(actor)

  const deedOf = (note: Note): Deed => ({
    id: ulid(nowMs()),
    at: now,
    operation: making.operation,
    actor: note.actor ?? (actor.kind === 'visitor' ? 'visitor' : actor.id),
    session: note.session ?? (actor.kind === 'visitor' ? undefined : actor.session),
    address: making.address,
    subject: note.subject,
    outcome: note.outcome ?? 'done',
    detail: note.detail,
  })

  return {
    operation: making.operation,
    actor,
    now,
    token: making.token,
    address: making.address,
    log: making.log,
    owner,
    get tenancy() {
      if (actor.kind !== 'member') throw new Error('this call belongs to no tenant')
      return actor.tenancy
    },
    get table() {
      if (!place) throw new Error('this call has entered no place')
      guarded ??= waiting(place.table, making.allowed)
      return guarded
    },
    newId: (prefix) => `${prefix}_${ulid(nowMs())}`,
    enter(named) {
      if (actor.kind !== 'visitor') throw new Error('only a visitor enters')
      place = named
      guarded = undefined
    },
    me: making.standing,
    async commit(steps, note = {}) {
      if (!place) throw new Error('this call has entered no place')
      const extra: Step[] = line.audit ? [auditStep(place.audit, deedOf(note))] : []
      if (actor.kind !== 'visitor') {
        await making.allowed
        if (steps.length > 0) extra.push(check(sessionKey(owner, actor.session), [['endsAt', '>', now]]))
      }
      const all = [...steps, ...extra]
      if (all.length === 0) return
      try {
        await place.table.together(all)
      } catch (error) {
        if (error instanceof Refused && error.at >= steps.length) throw new Problem('signedOut')
        throw error
      }
    },
    cookie: (value) => void making.cookies.push(value),
  }
}
