import * as attempt from './attempt/operations.ts'
import * as enrollment from './enrollment/operations.ts'
import * as lesson from './lesson/operations.ts'
import { serve } from './runtime/serve.ts'

/** 受講者: what is assigned to oneself. */
export const handler = serve('learner', { attempt, enrollment, lesson })
