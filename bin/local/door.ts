import { AsyncLocalStorage } from 'node:async_hooks'

/** Which function is running: in AWS each has its own process and role, here they share one process. */
export const running = new AsyncLocalStorage<string>()
