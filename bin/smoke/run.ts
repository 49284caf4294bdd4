import { attackWords } from './attack-words.ts'
import type { Around, Check } from './check.ts'
import { cookies } from './cookies.ts'
import { dataKey } from './data-key.ts'
import { gatewayErrors } from './gateway-errors.ts'
import { leadingKeys } from './leading-keys.ts'
import { mailOut } from './mail-out.ts'
import { ownEnvironment } from './own-environment.ts'
import { poolTags } from './pool-tags.ts'

/** What cannot be shown on one machine, in the order in which it is asked. */
export const CHECKS: readonly Check[] = [
  leadingKeys,
  dataKey,
  poolTags,
  gatewayErrors,
  cookies,
  ownEnvironment,
  attackWords,
  mailOut,
]

/** Runs all checks, one line each; a check that breaks has failed. Returns how many failed. */
export const runChecks = async (around: Around, say: (line: string) => void): Promise<number> => {
  let failed = 0
  for (const { name, expected, run } of CHECKS) {
    const found = await run(around).catch((error: Error) => [`${error.name}: ${error.message}`])
    if (found.length === 0) say(`ok      ${name}`)
    else {
      failed += 1
      say(`FAILED  ${name}: ${found.join('; ')} (expected: ${expected})`)
    }
  }
  return failed
}
