import type { ProblemKind } from '../problems.ts'
import type { FieldProblem } from './problem.ts'
import { Problem } from './problem.ts'
import { Refused } from './step.ts'

/** Runs a write and says what a refused step means to the reader: by its place in the transaction, else `changed`. */
export const refusedAs = async (
  places: Readonly<Record<number, { kind: ProblemKind; field?: FieldProblem }>>,
  run: () => Promise<unknown>,
): Promise<void> => {
  try {
    await run()
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const { kind, field } = places[error.at] ?? { kind: 'changed' as const }
    throw new Problem(kind, field ? { fields: [field] } : {})
  }
}
