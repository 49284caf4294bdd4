import * as z from 'zod'
import { AssignmentId, LearningStatus, Totals } from '../assignment/schema.ts'
import { MemberId, MemberState } from '../member/schema.ts'
import { SheetFormat } from '../roster/schema.ts'
import { Cursor, Day, Id, Instant } from '../runtime/shape.ts'

/** `notPassed`: whoever still has to do something, in whichever status. */
export const RecordFilter = z.enum([...LearningStatus.options, 'notPassed'])
export const RecordList = z.strictObject({
  assignmentId: AssignmentId,
  status: RecordFilter.optional(),
  departmentId: Id('dep').optional(),
  cursor: Cursor.optional(),
})
export const RecordRow = z.object({
  memberId: MemberId,
  userId: z.string(),
  name: z.string().optional(),
  department: z.array(z.string()),
  state: MemberState,
  status: LearningStatus,
  overdue: z.boolean(),
  late: z.boolean(),
  exempt: z.boolean(),
  tries: z.number().int(),
  firstScore: z.number().int().optional(),
  lastScore: z.number().int().optional(),
  passedAt: Instant.optional(),
})
export const RecordPage = z.object({
  rows: z.array(RecordRow),
  cursor: Cursor.optional(),
  countedAt: Instant,
})
export const RecordRef = z.strictObject({ assignmentId: AssignmentId, memberId: MemberId })
export const RecordDetail = RecordRow.extend({
  title: z.string(),
  fiscalYear: z.number().int(),
  revision: z.number().int(),
  dueOn: Day,
  startedAt: Instant.optional(),
  minutesSpent: z.number().int(),
  lastActivityAt: Instant.optional(),
  lessonsRead: z.number().int(),
  lessons: z.number().int(),
  departmentAtPass: z.array(z.string()).optional(),
  attempts: z.array(
    z.object({
      number: z.number().int(),
      startedAt: Instant,
      submittedAt: Instant,
      score: z.number().int(),
      right: z.number().int(),
      of: z.number().int(),
    }),
  ),
})
export const RecordTotals = z.object({
  totals: Totals,
  departments: z.array(
    z.object({ departmentId: Id('dep').optional(), path: z.array(z.string()), totals: Totals }),
  ),
  countedAt: Instant,
})
export const RecordTotalsOf = z.strictObject({ assignmentId: AssignmentId })
export const RecordExport = z.strictObject({
  assignmentId: AssignmentId,
  format: SheetFormat,
  status: RecordFilter.optional(),
  departmentId: Id('dep').optional(),
})
/** 教育実施記録: what one A4 page needs. */
export const RecordReport = z.object({
  company: z.string(),
  title: z.string(),
  edition: z.string(),
  fiscalYear: z.number().int(),
  revision: z.number().int(),
  startsOn: Day,
  dueOn: Day,
  closesOn: Day,
  method: z.string(),
  minutes: z.number(),
  lessons: z.array(z.string()),
  topics: z.array(z.object({ id: z.string(), title: z.string() })),
  questions: z.number().int(),
  passMark: z.number().int(),
  totals: Totals,
  exempt: z.array(z.object({ reason: z.string(), members: z.number().int() })),
  notPassed: z.array(
    z.object({
      userId: z.string(),
      name: z.string().optional(),
      department: z.string(),
      status: LearningStatus,
    }),
  ),
  notPassedMore: z.number().int(),
  madeAt: Instant,
  madeBy: z.string(),
})
export type RecordFilter = z.output<typeof RecordFilter>
