import { admin } from './register/admin.ts'
import { gate } from './register/gate.ts'
import { learner } from './register/learner.ts'
import { operator } from './register/operator.ts'
import type { Line } from './runtime/line.ts'

/**
 * Every operation of the product, one line each, door by door. Routes, permissions, shapes, documents, audit words, the
 * browser client and the laws are derived from here. Pure data: a line that seems to need a condition needs a decision.
 */
export const register = { ...gate, ...learner, ...admin, ...operator } as const satisfies Record<
  `${string}.${string}`,
  Line
>

export type Register = typeof register
export type OperationName = keyof Register
