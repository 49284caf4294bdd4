import { clock } from '../../lambdas/runtime/clock.ts'

/** Sets the world's clock; it runs on from there until the world stops. */
export const setClock = (instant: string) => {
  const moved = Date.parse(instant) - Date.now()
  clock.source = () => Date.now() + moved
}

/** Lets so many minutes pass at once. */
export const pass = (minutes: number) => {
  const before = clock.source
  clock.source = () => before() + minutes * 60_000
}
