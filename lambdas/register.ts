import * as assignment from './assignment/schema.ts'
import * as attempt from './attempt/schema.ts'
import * as company from './company/schema.ts'
import * as department from './department/schema.ts'
import * as enrollment from './enrollment/schema.ts'
import * as file from './file/schema.ts'
import * as job from './job/schema.ts'
import * as lesson from './lesson/schema.ts'
import * as link from './link/schema.ts'
import * as member from './member/schema.ts'
import * as mfa from './mfa/schema.ts'
import * as password from './password/schema.ts'
import * as record from './record/schema.ts'
import * as roster from './roster/schema.ts'
import type { Line } from './runtime/line.ts'
import { Nothing } from './runtime/shape.ts'
import * as seat from './seat/schema.ts'
import * as session from './session/schema.ts'
import * as slip from './slip/schema.ts'
import * as tenant from './tenant/schema.ts'

const GET = { method: 'GET', effect: 'read' } as const
/** A read whose input may hold personal data travels in a body, never in a URL. */
const ASK = { method: 'POST', effect: 'read' } as const
const POST = { method: 'POST', effect: 'write' } as const

const visitor = { door: 'gate', may: 'anyone' } as const
const person = { door: 'gate', may: 'person' } as const
const learner = { door: 'learner', may: 'learner' } as const
const administrator = { door: 'admin', may: 'administrator' } as const
const operator = { door: 'operator', may: 'operator' } as const

/** The line leaves an audit row; a write's row stands in the transaction of the write. */
const audit = true
/** Sent twice, it has the effect of once and answers the same. */
const idempotent = true
/** A suspended company's administrator may still do it: reads are let through anyway, downloads by this mark. */
const evenSuspended = true

/**
 * Every operation of the product, one line each. Routes, permissions, shapes, documents, audit words, the browser
 * client and the laws are derived from here. Pure data: a line that seems to need a condition needs a decision.
 */
export const register = {
  'session.start': { ...visitor, ...POST, input: session.SessionStart, output: session.SessionStep, audit },
  'session.factor': { ...visitor, ...POST, input: session.SessionFactor, output: session.SessionStep, audit },
  'session.password': {
    ...visitor,
    ...POST,
    input: session.SessionPassword,
    output: session.SessionStep,
    audit,
  },
  'session.refresh': { ...visitor, ...POST, input: Nothing, output: session.Who, idempotent },
  'session.get': { ...person, ...GET, input: Nothing, output: session.Who },
  'session.end': { ...person, ...POST, input: session.SessionEnd, output: Nothing, audit, idempotent },
  'mfa.begin': { ...person, ...POST, input: Nothing, output: mfa.MfaSecret },
  'mfa.confirm': { ...person, ...POST, input: mfa.MfaCode, output: mfa.RecoveryCodes, audit },
  'mfa.renew': { ...person, ...POST, input: Nothing, output: mfa.RecoveryCodes, audit },
  'password.change': { ...person, ...POST, input: password.PasswordChange, output: Nothing, audit },
  'password.forget': { ...visitor, ...POST, input: password.PasswordForget, output: Nothing, audit },
  'link.open': { ...visitor, ...ASK, input: link.LinkOpen, output: link.LinkOpened },
  'link.use': { ...visitor, ...POST, input: link.LinkUse, output: Nothing, audit },

  'enrollment.list': { ...learner, ...GET, input: Nothing, output: enrollment.Home },
  'enrollment.get': { ...learner, ...GET, input: enrollment.EnrollmentRef, output: enrollment.Outline },
  'lesson.open': {
    ...learner,
    ...POST,
    input: lesson.LessonRef,
    output: lesson.LessonForLearner,
    idempotent,
  },
  'lesson.finish': {
    ...learner,
    ...POST,
    input: lesson.LessonRef,
    output: lesson.LessonFinished,
    idempotent,
  },
  'attempt.start': {
    ...learner,
    ...POST,
    input: attempt.AttemptStart,
    output: attempt.AttemptStarted,
    audit,
  },
  'attempt.save': {
    ...learner,
    ...POST,
    input: attempt.AttemptSave,
    output: attempt.AttemptSaved,
    idempotent,
  },
  'attempt.beat': {
    ...learner,
    ...POST,
    input: attempt.AttemptRef,
    output: attempt.AttemptSaved,
    idempotent,
  },
  'attempt.pause': { ...learner, ...POST, input: attempt.AttemptRef, output: Nothing, idempotent },
  'attempt.submit': {
    ...learner,
    ...POST,
    input: attempt.AttemptRef,
    output: attempt.AttemptResult,
    audit,
    idempotent,
  },
  'attempt.result': { ...learner, ...GET, input: enrollment.EnrollmentRef, output: attempt.AttemptResult },

  'company.get': { ...administrator, ...GET, input: Nothing, output: company.Company },
  'company.change': {
    ...administrator,
    ...POST,
    input: company.CompanyChange,
    output: company.Company,
    audit,
  },
  'seat.get': { ...administrator, ...GET, input: Nothing, output: seat.Seats },
  'department.list': { ...administrator, ...GET, input: Nothing, output: department.DepartmentPage },
  'department.create': {
    ...administrator,
    ...POST,
    input: department.DepartmentCreate,
    output: department.Department,
    audit,
  },
  'department.change': {
    ...administrator,
    ...POST,
    input: department.DepartmentChange,
    output: department.Department,
    audit,
  },
  'member.list': { ...administrator, ...ASK, input: member.MemberList, output: member.MemberPage, audit },
  'member.get': { ...administrator, ...GET, input: member.MemberRef, output: member.Member, audit },
  'member.create': { ...administrator, ...POST, input: member.MemberCreate, output: member.Member, audit },
  'member.change': { ...administrator, ...POST, input: member.MemberChange, output: member.Member, audit },
  'member.suspend': {
    ...administrator,
    ...POST,
    input: member.MemberRef,
    output: member.Member,
    audit,
    idempotent,
  },
  'member.restore': {
    ...administrator,
    ...POST,
    input: member.MemberRef,
    output: member.Member,
    audit,
    idempotent,
  },
  'member.end': {
    ...administrator,
    ...POST,
    input: member.MemberRef,
    output: member.Member,
    audit,
    idempotent,
  },
  'member.unlock': {
    ...administrator,
    ...POST,
    input: member.MemberRef,
    output: member.Member,
    audit,
    idempotent,
  },
  'member.invite': {
    ...administrator,
    ...POST,
    input: member.MemberRef,
    output: member.MemberInvited,
    audit,
  },
  'slip.issue': { ...administrator, ...POST, input: slip.SlipIssue, output: job.JobStarted, audit },
  'file.open': { ...administrator, ...POST, input: file.FileOpen, output: file.FileOpened, audit },
  'file.close': {
    ...administrator,
    ...POST,
    input: file.FileRef,
    output: file.FileClosed,
    audit,
    idempotent,
  },
  'file.link': {
    ...administrator,
    ...POST,
    input: file.FileRef,
    output: file.FileLink,
    audit,
    evenSuspended,
  },
  'job.get': { ...administrator, ...GET, input: job.JobRef, output: job.Job },
  'job.list': { ...administrator, ...GET, input: Nothing, output: job.JobPage },
  'roster.check': {
    ...administrator,
    ...POST,
    input: roster.RosterCheck,
    output: roster.RosterChecking,
    audit,
  },
  'roster.get': { ...administrator, ...GET, input: roster.ImportRef, output: roster.Import },
  'roster.rows': { ...administrator, ...GET, input: roster.RosterRows, output: roster.RosterRowPage, audit },
  'roster.commit': {
    ...administrator,
    ...POST,
    input: roster.RosterCommit,
    output: job.JobStarted,
    audit,
    idempotent,
  },
  'roster.errors': {
    ...administrator,
    ...POST,
    input: roster.ImportRef,
    output: job.JobStarted,
    audit,
    evenSuspended,
  },
  'roster.export': {
    ...administrator,
    ...POST,
    input: roster.RosterExport,
    output: job.JobStarted,
    audit,
    evenSuspended,
  },
  'course.list': { ...administrator, ...GET, input: Nothing, output: assignment.CoursePage },
  'assignment.preview': {
    ...administrator,
    ...ASK,
    input: assignment.AssignmentPreview,
    output: assignment.TargetCount,
  },
  'assignment.open': {
    ...administrator,
    ...POST,
    input: assignment.AssignmentOpen,
    output: assignment.AssignmentOpened,
    audit,
  },
  'assignment.list': { ...administrator, ...GET, input: Nothing, output: assignment.AssignmentPage },
  'assignment.get': {
    ...administrator,
    ...GET,
    input: assignment.AssignmentRef,
    output: assignment.Assignment,
  },
  'record.list': { ...administrator, ...GET, input: record.RecordList, output: record.RecordPage, audit },
  'record.get': { ...administrator, ...GET, input: record.RecordRef, output: record.RecordDetail, audit },
  'record.totals': { ...administrator, ...GET, input: record.RecordTotalsOf, output: record.RecordTotals },
  'record.report': {
    ...administrator,
    ...GET,
    input: assignment.AssignmentRef,
    output: record.RecordReport,
    audit,
  },
  'record.export': {
    ...administrator,
    ...POST,
    input: record.RecordExport,
    output: job.JobStarted,
    audit,
    evenSuspended,
  },

  'tenant.list': { ...operator, ...GET, input: Nothing, output: tenant.TenantPage, audit },
} as const satisfies Record<`${string}.${string}`, Line>

export type Register = typeof register
export type OperationName = keyof Register
