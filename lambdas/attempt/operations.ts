export { beat, pause, save } from './save.ts'
export { start } from './start.ts'
export { result, submit } from './submit.ts'
