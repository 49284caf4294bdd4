import { test } from 'vitest'
import type { ControlId } from '../../lib/controls/ids.ts'

/**
 * A test that proves a section of our statement (several, as a list). It has no `skip` and no `only`: what a promise rests on runs.
 * The law in `laws/controls.test.ts` reads these calls, so the ids stand as literals.
 */
export const control = (
  id: ControlId | readonly ControlId[],
  sentence: string,
  prove: () => void | Promise<void>,
  timeout?: number,
) => test(`[${[id].flat().join(', ')}] ${sentence}`, prove, timeout)
