import type { OperationName } from '../../lambdas/register.ts'
import { assignment } from './assignment.ts'
import { attempt } from './attempt.ts'
import { company } from './company.ts'
import { course } from './course.ts'
import { department } from './department.ts'
import { enrollment } from './enrollment.ts'
import type { Example } from './example.ts'
import { file } from './file.ts'
import { job } from './job.ts'
import { lesson } from './lesson.ts'
import { link } from './link.ts'
import { member } from './member.ts'
import { mfa } from './mfa.ts'
import { password } from './password.ts'
import { record } from './record.ts'
import { roster } from './roster.ts'
import { seat } from './seat.ts'
import { session } from './session.ts'
import { slip } from './slip.ts'
import { tenant } from './tenant.ts'

/** Every operation with the examples it is known by. */
export const examples: { readonly [N in OperationName]: Example<N> } = {
  ...assignment,
  ...attempt,
  ...company,
  ...course,
  ...department,
  ...enrollment,
  ...file,
  ...job,
  ...lesson,
  ...link,
  ...member,
  ...mfa,
  ...password,
  ...record,
  ...roster,
  ...seat,
  ...session,
  ...slip,
  ...tenant,
}
