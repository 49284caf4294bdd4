import * as assignment from './assignment/operations.ts'
import * as company from './company/operations.ts'
import * as course from './course/operations.ts'
import * as department from './department/operations.ts'
import * as file from './file/operations.ts'
import * as job from './job/operations.ts'
import * as member from './member/operations.ts'
import * as record from './record/operations.ts'
import * as roster from './roster/operations.ts'
import { serve } from './runtime/serve.ts'
import * as seat from './seat/operations.ts'
import * as slip from './slip/operations.ts'

/** 管理者: the own company's people, openings and records. */
export const handler = serve('admin', {
  assignment,
  company,
  course,
  department,
  file,
  job,
  member,
  record,
  roster,
  seat,
  slip,
})
