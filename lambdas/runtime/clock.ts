/** The one clock: tests and the local service move it by replacing `source`; the cloud never does. */
export const clock = { source: (): number => Date.now() }

/** Milliseconds since 1970 by the product's clock. */
export const nowMs = () => clock.source()

/** The present instant, UTC ISO 8601 with milliseconds. */
export const nowInstant = () => new Date(clock.source()).toISOString()

/** How far the clock was moved, in seconds (0 in the cloud). */
export const driftSeconds = () => Math.round(Math.abs(clock.source() - Date.now()) / 1000)

export const toMs = (instant: string) => Date.parse(instant)
export const fromMs = (ms: number) => new Date(ms).toISOString()
export const plusMs = (instant: string, ms: number) => fromMs(toMs(instant) + ms)
/** Epoch seconds, as DynamoDB's TTL wants them. */
export const epochSeconds = (instant: string) => Math.floor(toMs(instant) / 1000)

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
