import { call, Problem } from '../kit/api.ts'

export type Saving =
  | { readonly state: 'idle' | 'saving' | 'waiting' | 'moved' }
  | { readonly state: 'saved'; readonly at: string }
  | { readonly state: 'refused'; readonly problem: Problem }

/** Saves answers in order, one at a time; without a connection they wait and go out when it is back. */
export const newSaver = (edition: string, key: string, tell: (saving: Saving) => void) => {
  const queue = new Map<string, 'a' | 'b' | 'c' | 'd'>()
  let running: Promise<void> | undefined
  let over = false
  const run = async () => {
    while (queue.size > 0 && !over) {
      const [question, choice] = [...queue][0] as [string, 'a' | 'b' | 'c' | 'd']
      tell({ state: 'saving' })
      try {
        const { savedAt } = await call('attempt.save', { edition, key, question, choice })
        if (queue.get(question) === choice) queue.delete(question)
        tell({ state: 'saved', at: savedAt })
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        if (error.kind === 'offline' || error.kind === 'unavailable') {
          tell({ state: 'waiting' })
          await new Promise((done) => setTimeout(done, 3_000))
        } else {
          over = true
          tell(
            error.kind === 'continuedElsewhere' ? { state: 'moved' } : { state: 'refused', problem: error },
          )
        }
      }
    }
  }
  const start = () => {
    running ??= run().finally(() => {
      running = undefined
    })
    return running
  }
  return {
    save(question: string, choice: 'a' | 'b' | 'c' | 'd') {
      queue.set(question, choice)
      void start()
    },
    /** Once everything typed has been sent. */
    settled: async () => {
      if (queue.size > 0) await start()
    },
    stop: () => {
      over = true
    },
  }
}
