export const get = { method: 'GET', effect: 'read' } as const
/** A read whose input may hold personal data travels in a body, never in a URL. */
export const ask = { method: 'POST', effect: 'read' } as const
export const post = { method: 'POST', effect: 'write' } as const

/** The line leaves an audit row; a write's row stands in the transaction of the write. */
export const audit = true
/** Sent twice, it has the effect of once and answers the same. */
export const idempotent = true
/** A suspended company's administrator may still do it: reads are let through anyway, downloads by this mark. */
export const evenSuspended = true
