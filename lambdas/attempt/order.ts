/** Small seeded generator (mulberry32, public domain): the same seed gives the same order on every machine. */
const random = (seed: number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const shuffled = <T>(list: readonly T[], next: () => number): T[] => {
  const out = [...list]
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1))
    ;[out[i], out[j]] = [out[j] as T, out[i] as T]
  }
  return out
}

/** Questions and their choices in the order of one attempt, from its stored seed. */
export const ordered = <Q extends { readonly choices: readonly unknown[] }>(
  questions: readonly Q[],
  seed: number,
): Q[] => {
  const next = random(seed)
  return shuffled(questions, next).map((question) => ({
    ...question,
    choices: shuffled(question.choices, next),
  }))
}
