import * as z from 'zod'
import { MemberId } from '../member/schema.ts'
import { Day, Id, Instant } from '../runtime/shape.ts'

export const AssignmentId = Id('asg')
/** `<course>-<年度>` */
export const EditionId = z.string().regex(/^[a-z][a-z0-9-]{1,30}-\d{4}$/)
export const Target = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('everyone') }),
  z.strictObject({ kind: z.literal('departments'), ids: z.array(Id('dep')).min(1).max(200) }),
  z.strictObject({ kind: z.literal('members'), ids: z.array(MemberId).min(1).max(500) }),
])
export const AssignmentPreview = z.strictObject({ target: Target })
export const TargetCount = z.object({ members: z.number().int() })
export const AssignmentOpen = z.strictObject({
  edition: EditionId,
  target: Target,
  startsOn: Day,
  dueOn: Day,
  closesOn: Day.optional(),
})
export const AssignmentOpened = z.object({ id: AssignmentId, jobId: Id('job') })
/** 未受講 受講中 中断 不合格 合格 */
export const LearningStatus = z.enum(['notStarted', 'inProgress', 'interrupted', 'failed', 'passed'])
const Count = z.number().int()
/** `target` = 対象者 now; `overdue` counts those of them who have not passed after 受講期限. */
export const Totals = z.object({
  target: Count,
  notStarted: Count,
  inProgress: Count,
  interrupted: Count,
  failed: Count,
  passed: Count,
  overdue: Count,
})
export const Assignment = z.object({
  id: AssignmentId,
  edition: EditionId,
  course: z.string(),
  title: z.string(),
  fiscalYear: z.number().int(),
  revision: z.number().int(),
  target: Target,
  startsOn: Day,
  dueOn: Day,
  closesOn: Day,
  openedAt: Instant,
  totals: Totals,
  countedAt: Instant,
})
export const AssignmentRef = z.strictObject({ id: AssignmentId })
export const AssignmentPage = z.object({ assignments: z.array(Assignment) })
/** What the administrator may open: `openable`, else why not. */
export const CourseForAdministrator = z.object({
  edition: EditionId,
  course: z.string(),
  title: z.string(),
  summary: z.string(),
  fiscalYear: z.number().int(),
  revision: z.number().int(),
  minutes: z.number(),
  lessons: z.number().int(),
  questions: z.number().int(),
  state: z.enum(['openable', 'opened', 'early', 'preparing', 'past']),
  openFrom: Day,
  closesOn: Day,
  assignmentId: AssignmentId.optional(),
})
export const CoursePage = z.object({
  fiscalYear: z.number().int(),
  courses: z.array(CourseForAdministrator),
  unfilledSlots: z.array(z.string()),
})
export type Target = z.output<typeof Target>
export type LearningStatus = z.output<typeof LearningStatus>
export type Totals = z.output<typeof Totals>
export type Assignment = z.output<typeof Assignment>
