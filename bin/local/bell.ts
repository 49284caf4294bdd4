/** Wakes whoever waits: a worker rests until there is something to look at, or until `restMs` have passed. */
export const newBell = () => {
  let rung = false
  let wake: (() => void) | undefined
  return {
    ring() {
      rung = true
      wake?.()
    },
    wait: (restMs: number) =>
      new Promise<void>((done) => {
        const timer = setTimeout(() => wake?.(), rung ? 0 : restMs)
        wake = () => {
          clearTimeout(timer)
          wake = undefined
          rung = false
          done()
        }
      }),
  }
}
export type Bell = ReturnType<typeof newBell>
