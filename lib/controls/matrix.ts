import type { Row } from './row.ts'
import { access } from './rows/access.ts'
import { compliance } from './rows/compliance.ts'
import { operations } from './rows/operations.ts'
import { organization } from './rows/organization.ts'

/** Every promise to our customers, one row each, in the order of the statement. */
export const matrix: readonly Row[] = [...organization, ...access, ...operations, ...compliance]
