import { serve } from './runtime/serve.ts'
import * as tenant from './tenant/operations.ts'

/** 運営担当者: the operating company's side; never learners' answers. */
export const handler = serve('operator', { tenant })
