import type { Line } from '../runtime/line.ts'
import { Nothing } from '../runtime/shape.ts'
import * as tenant from '../tenant/schema.ts'
import { audit, get } from './marks.ts'

const GET = { door: 'operator', may: 'operator', ...get } as const

/** 運営担当者: the operating company’s side; never learners’ answers. */
export const operator = {
  'tenant.list': { ...GET, input: Nothing, output: tenant.TenantPage, audit },
} as const satisfies Record<`${string}.${string}`, Line>
