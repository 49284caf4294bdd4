import { isNew, type Key, put, type Step } from '../runtime/step.ts'
import type { Table } from '../runtime/table.ts'
import { inRegistry, issuerKey, type MadeIdentity } from '../tenant/items.ts'

/** Someone of the operating company. Operators live in the registry and sign in without a company. */
export interface OperatorItem {
  readonly id: string
  readonly userId: string
  readonly normal: string
  readonly name: string
  readonly state: 'active' | 'ended'
  readonly addedAt: string
  readonly firstSignedInAt?: string
}
export const OPERATOR_PREFIX = 'OPR#'
export const operatorKey = (id: string): Key => ({ pk: `${OPERATOR_PREFIX}U#${id}`, sk: 'PROFILE' })
const idKey = (normal: string): Key => ({ pk: `${OPERATOR_PREFIX}ID#${normal}`, sk: 'ID' })

export const operatorSteps = (one: OperatorItem): Step[] => {
  const { id, userId, name, state } = one
  const facts = { userId, name, state, roles: ['operator'] }
  return [
    put({ ...idKey(one.normal), memberId: id, ...facts }, isNew),
    put({ ...operatorKey(id), ...one, ...facts, listPk: 'OPERATORS', listSk: one.addedAt }, isNew),
  ].map(inRegistry)
}

/** The operators' pool among the issuers; written again it says the same, or the pool's newest keys. */
export const operatorIssuer = (identity: MadeIdentity): Step =>
  inRegistry(put({ ...issuerKey(identity.issuer), ...identity, state: 'active' }))

export const operatorByNormal = async (
  registry: Table,
  normal: string,
): Promise<OperatorItem | undefined> => {
  const row = await registry.get(idKey(normal), { consistent: true, table: 'registry' })
  const item =
    row && (await registry.get(operatorKey(String(row.memberId)), { consistent: true, table: 'registry' }))
  return item as unknown as OperatorItem | undefined
}

export const readOperators = async (registry: Table): Promise<OperatorItem[]> =>
  (await registry.list({ pk: 'OPERATORS', index: 'list' }, 'registry')).items as unknown as OperatorItem[]
