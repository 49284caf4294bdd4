import * as link from '../link/schema.ts'
import * as mfa from '../mfa/schema.ts'
import * as password from '../password/schema.ts'
import type { Line } from '../runtime/line.ts'
import { Nothing } from '../runtime/shape.ts'
import * as session from '../session/schema.ts'
import { ask, audit, get, idempotent, post } from './marks.ts'

const visitor = { door: 'gate', may: 'anyone', ...post } as const
const asking = { ...visitor, ...ask } as const
const person = { door: 'gate', may: 'person', ...post } as const
const account = { ...person, may: 'account' } as const
const seeing = { ...person, ...get } as const

/** Visitors, and everybody’s own sign-in, password and authenticator. */
export const gate = {
  'session.start': { ...visitor, input: session.SessionStart, output: session.SessionStep, audit },
  'session.factor': { ...visitor, input: session.SessionFactor, output: session.SessionStep, audit },
  'session.password': { ...visitor, input: session.SessionPassword, output: session.SessionStep, audit },
  'session.refresh': { ...visitor, input: Nothing, output: session.Who, idempotent },
  'session.get': { ...seeing, input: Nothing, output: session.Who },
  'session.end': { ...person, input: session.SessionEnd, output: Nothing, audit },
  'mfa.begin': { ...person, input: Nothing, output: mfa.MfaSecret },
  'mfa.confirm': { ...person, input: mfa.MfaCode, output: mfa.RecoveryCodes, audit },
  'mfa.renew': { ...account, input: Nothing, output: mfa.RecoveryCodes, audit },
  'password.change': { ...account, input: password.PasswordChange, output: Nothing, audit },
  'password.forget': { ...visitor, input: password.PasswordForget, output: Nothing, audit },
  'link.open': { ...asking, input: link.LinkOpen, output: link.LinkOpened },
  'link.use': { ...visitor, input: link.LinkUse, output: Nothing, audit },
} as const satisfies Record<`${string}.${string}`, Line>
