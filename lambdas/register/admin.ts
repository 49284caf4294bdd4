import * as assignment from '../assignment/schema.ts'
import * as company from '../company/schema.ts'
import * as department from '../department/schema.ts'
import * as file from '../file/schema.ts'
import * as job from '../job/schema.ts'
import * as member from '../member/schema.ts'
import * as record from '../record/schema.ts'
import * as roster from '../roster/schema.ts'
import type { Line } from '../runtime/line.ts'
import { Nothing } from '../runtime/shape.ts'
import * as seat from '../seat/schema.ts'
import * as slip from '../slip/schema.ts'
import { ask, audit, evenSuspended, get, idempotent, post } from './marks.ts'

const ASK = { door: 'admin', may: 'administrator', ...ask } as const
const GET = { door: 'admin', may: 'administrator', ...get } as const
const POST = { door: 'admin', may: 'administrator', ...post } as const

/** 管理者: the own company’s people, openings and records. */
export const admin = {
  'company.get': { ...GET, input: Nothing, output: company.Company },
  'company.change': { ...POST, input: company.CompanyChange, output: company.Company, audit },
  'seat.get': { ...GET, input: Nothing, output: seat.Seats },
  'department.list': { ...GET, input: Nothing, output: department.DepartmentPage },
  'department.create': { ...POST, input: department.DepartmentCreate, output: department.Department, audit },
  'department.change': { ...POST, input: department.DepartmentChange, output: department.Department, audit },
  'member.list': { ...ASK, input: member.MemberList, output: member.MemberPage, audit },
  'member.get': { ...GET, input: member.MemberRef, output: member.Member, audit },
  'member.create': { ...POST, input: member.MemberCreate, output: member.Member, audit },
  'member.change': { ...POST, input: member.MemberChange, output: member.Member, audit },
  'member.suspend': { ...POST, input: member.MemberRef, output: member.Member, audit, idempotent },
  'member.restore': { ...POST, input: member.MemberRef, output: member.Member, audit, idempotent },
  'member.end': { ...POST, input: member.MemberRef, output: member.Member, audit, idempotent },
  'member.unlock': { ...POST, input: member.MemberRef, output: member.Member, audit, idempotent },
  'member.invite': { ...POST, input: member.MemberRef, output: member.MemberInvited, audit },
  'slip.issue': { ...POST, input: slip.SlipIssue, output: job.JobStarted, audit },
  'file.open': { ...POST, input: file.FileOpen, output: file.FileOpened, audit },
  'file.close': { ...POST, input: file.FileRef, output: file.FileClosed, audit, idempotent },
  'file.link': { ...POST, input: file.FileRef, output: file.FileLink, audit, evenSuspended },
  'job.get': { ...GET, input: job.JobRef, output: job.Job },
  'job.list': { ...GET, input: Nothing, output: job.JobPage },
  'roster.check': { ...POST, input: roster.RosterCheck, output: roster.RosterChecking, audit },
  'roster.get': { ...GET, input: roster.ImportRef, output: roster.Import },
  'roster.rows': { ...GET, input: roster.RosterRows, output: roster.RosterRowPage, audit },
  'roster.commit': { ...POST, input: roster.RosterCommit, output: job.JobStarted, audit, idempotent },
  'roster.errors': { ...POST, input: roster.ImportRef, output: job.JobStarted, audit, evenSuspended },
  'roster.export': { ...POST, input: roster.RosterExport, output: job.JobStarted, audit, evenSuspended },
  'course.list': { ...GET, input: Nothing, output: assignment.CoursePage },
  'assignment.preview': { ...ASK, input: assignment.AssignmentPreview, output: assignment.TargetCount },
  'assignment.open': {
    ...POST,
    input: assignment.AssignmentOpen,
    output: assignment.AssignmentOpened,
    audit,
  },
  'assignment.list': { ...GET, input: Nothing, output: assignment.AssignmentPage },
  'assignment.get': { ...GET, input: assignment.AssignmentRef, output: assignment.Assignment },
  'record.list': { ...GET, input: record.RecordList, output: record.RecordPage, audit },
  'record.get': { ...GET, input: record.RecordRef, output: record.RecordDetail, audit },
  'record.totals': { ...GET, input: record.RecordTotalsOf, output: record.RecordTotals },
  'record.report': { ...GET, input: assignment.AssignmentRef, output: record.RecordReport, audit },
  'record.export': { ...POST, input: record.RecordExport, output: job.JobStarted, audit, evenSuspended },
} as const satisfies Record<`${string}.${string}`, Line>
