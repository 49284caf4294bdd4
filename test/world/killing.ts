import { AsyncLocalStorage } from 'node:async_hooks'
import { plugins } from '../../lambdas/runtime/aws.ts'
import { forgetTenancies } from '../../lambdas/runtime/tenancy.ts'

export class Killed extends Error {}
/** Workers that run beside the test live on. */
const doomed = new AsyncLocalStorage<true>()

/**
 * Lets `work` die at its n-th call to AWS: before it is sent, or after it took effect and before the answer is heard. Returns how
 * many calls were made.
 */
export const killedAt = async (n: number, when: 'before' | 'after', work: () => Promise<unknown>) => {
  let calls = 0
  const plugin = (client: { middlewareStack: { add?: unknown } }) =>
    (client.middlewareStack as { add(middleware: unknown, options: object): void }).add(
      (next: (args: unknown) => Promise<unknown>) => async (args: unknown) => {
        if (!doomed.getStore()) return next(args)
        calls += 1
        const mine = calls
        // A dead process makes no further call.
        if (mine > n || (mine === n && when === 'before')) throw new Killed()
        const result = await next(args)
        if (mine === n) throw new Killed()
        return result
      },
      { step: 'initialize', name: 'killing', priority: 'low' },
    )
  plugins.push(plugin as never)
  forgetTenancies()
  try {
    await doomed.run(true, work)
  } finally {
    plugins.splice(plugins.indexOf(plugin as never), 1)
    forgetTenancies()
  }
  return calls
}
