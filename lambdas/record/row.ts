import type { AssignmentItem } from '../assignment/items.ts'
import { workedMs } from '../attempt/items.ts'
import { type DepartmentItem, pathsByKey, pathsOf } from '../department/items.ts'
import { type Learning, statusOf } from '../enrollment/items.ts'
import type { Profile } from '../member/items.ts'
import { MINUTE } from '../runtime/clock.ts'
import { dayOf } from '../runtime/tokyo.ts'

/** Names of departments from the top: where somebody is now, and where they were at 合格. */
export interface Places {
  readonly byId: ReadonlyMap<string, string[]>
  readonly byKey: ReadonlyMap<string, string[]>
}
export const placesOf = (departments: readonly DepartmentItem[]): Places => ({
  byId: pathsOf(departments),
  byKey: pathsByKey(departments),
})

/** The record of one person's year in one course, computed from stored facts at an instant. */
export const recordRow = (
  learning: Learning,
  member: Profile,
  assignment: AssignmentItem,
  places: Places,
  now: string,
) => {
  const { enrollment, attempts } = learning
  const status = statusOf(learning, now)
  const handedIn = attempts.filter((one) => one.submittedAt)
  const pass = handedIn.find((one) => one.allRight)
  return {
    memberId: member.id as `mem_${string}`,
    userId: member.userId,
    name: member.name,
    department: (member.departmentId && places.byId.get(member.departmentId)) || [],
    ...(pass ? { departmentAtPass: places.byKey.get(enrollment.deptKey) ?? [] } : {}),
    state: member.state,
    status,
    overdue: status !== 'passed' && dayOf(now) > assignment.dueOn,
    late: pass?.late === true,
    exempt: enrollment.exempt !== undefined,
    tries: handedIn.length,
    firstScore: handedIn[0]?.score,
    lastScore: handedIn.at(-1)?.score,
    passedAt: pass?.submittedAt,
    startedAt: enrollment.openedAt,
    lastActivityAt: [enrollment.lastAt, ...attempts.map((one) => one.lastAt)]
      .filter((at) => at !== undefined)
      .sort()
      .at(-1),
    minutesSpent: Math.round(attempts.reduce((sum, one) => sum + workedMs(one), 0) / MINUTE),
    lessonsRead: Object.keys(enrollment.read).length,
    exemptReason: enrollment.exempt?.reason,
    category: member.category,
    attempts: handedIn.map((one) => ({
      number: one.number,
      startedAt: one.startedAt,
      submittedAt: one.submittedAt as string,
      score: one.score ?? 0,
      right: one.right ?? 0,
      of: one.of ?? 0,
    })),
  }
}
export type Row = ReturnType<typeof recordRow>
