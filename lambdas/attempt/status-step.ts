import { type Learning, type Summary, statusErrand } from '../enrollment/items.ts'
import { errand } from '../outbox/items.ts'
import type { Call } from '../runtime/call.ts'
import type { Step } from '../runtime/step.ts'
import type { Attempt } from './items.ts'

/** The errand by which tallies and lists follow a change of status; none where it stays. */
export const statusStep = (
  call: Call,
  { enrollment }: Learning,
  from: Attempt['told'],
  to: Attempt['told'],
  summary?: Summary,
): Step[] =>
  from === to
    ? []
    : [errand(call.tenancy.prefix, call.newId('out'), call.now, statusErrand(enrollment, from, to, summary))]
