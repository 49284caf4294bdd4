/** The functions as data: how long one may run, how much memory (and so processor) it has, what lies beside it. */
interface Size {
  readonly seconds: number
  readonly memory: number
  readonly font?: true
  readonly content?: true
  /** Each tenant's calls in an environment of their own: what one leaves in memory no other can meet. */
  readonly apart?: true
}

/**
 * Rows of a long download die young, and with this much room they do not grow old first: a million rows take some 40 MB more
 * than ten thousand, where Node's own choice takes 120.
 */
export const NODE_OPTIONS = '--max-semi-space-size=16'

const door: Size = { seconds: 29, memory: 1024 }

export const FUNCTIONS = {
  gate: door,
  learner: { ...door, apart: true },
  admin: { ...door, apart: true },
  operator: door,
  authorizer: { seconds: 5, memory: 1024 },
  stream: { seconds: 60, memory: 512 },
  /** A slice of work takes 10 minutes at most and then puts itself back on the queue. */
  jobs: { seconds: 15 * 60, memory: 2048, font: true },
  mail: { seconds: 60, memory: 512 },
  'mail-events': { seconds: 30, memory: 512 },
  schedule: { seconds: 5 * 60, memory: 512 },
  settle: { seconds: 5 * 60, memory: 512, content: true },
} as const satisfies Record<string, Size>

export type FunctionName = keyof typeof FUNCTIONS
/** Functions behind the API. */
export const DOORS = ['gate', 'learner', 'admin', 'operator'] as const satisfies readonly FunctionName[]
/** Functions that others start without waiting: what they fail at must not be lost. */
export const UNWATCHED = ['mail-events', 'schedule'] as const satisfies readonly FunctionName[]
/** Queues that hold what was given up. */
export const DEAD = ['jobs', 'mail', 'stream', ...UNWATCHED] as const
