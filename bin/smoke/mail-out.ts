import type { Check } from './check.ts'

export const mailOut: Check = {
  name: 'one mail out',
  expected: 'the set-up mail to the new administrator leaves, and its delivery is heard of',
  run: async ({ mailState, waitMs }) => {
    const end = performance.now() + waitMs
    for (;;) {
      const state = await mailState()
      if (state === 'delivered') return []
      if (performance.now() > end)
        return [`the mail is ${state ?? 'not there'} after ${Math.round(waitMs / 1000)} s`]
      await new Promise((done) => setTimeout(done, 200))
    }
  },
}
