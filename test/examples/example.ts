import type * as z from 'zod'
import type { OperationName, Register } from '../../lambdas/register.ts'
import type { Client } from '../world/client.ts'
import type { Scene } from './scene.ts'

export type InputOf<N extends OperationName> = z.input<Register[N]['input']>

/** Somebody who may, and what they send. */
export interface Asked<N extends OperationName> {
  readonly by: Client
  readonly input: InputOf<N>
}

/** How an operation is used, and how not: read by people, run by every law. */
export interface Example<N extends OperationName> {
  /** Prepares what the operation needs in a scene of its own; it then succeeds. Every id that it takes stands in one of these. */
  readonly valid: readonly ((scene: Scene) => Promise<Asked<N>>)[]
  /** What is refused with 422, by the field that is named. */
  readonly invalid: readonly (readonly [path: string, input: unknown])[]
}

export type Examples<R extends string> = {
  readonly [N in Extract<OperationName, `${R}.${string}`>]: Example<N>
}

/** An operation that takes nothing refuses whatever it is given. */
export const takesNothing = [['surplus', { surplus: '1' }]] as const

/** Well-formed ids that nobody has. */
export const nobodys = <P extends string>(prefix: P) => `${prefix}_01jdzzzzzzzzzzzzzzzzzzzzzz` as const
