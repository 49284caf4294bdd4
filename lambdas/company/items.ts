import { held } from '../runtime/held.ts'
import type { Item, Key } from '../runtime/step.ts'
import type { Table } from '../runtime/table.ts'
import { perTenancy, type Tenancy } from '../runtime/tenancy.ts'

/** One item a tenant: what is the company's own beside its people. `poolId` and `clientId` let workers find its identity. */
export interface CompanyItem {
  readonly name: string
  readonly code: string
  readonly fiscalStartMonth: number
  readonly seats: number
  readonly slots: Readonly<Record<string, string>>
  readonly poolId: string
  readonly clientId: string
  /** Partitions of the roster, by the size of the contract; fixed for good, since keys hang on it. */
  readonly rosterShards: number
  readonly version: number
}

export const EMPTY_SLOTS = {
  companyName: '',
  privacyPolicy: '',
  securityPolicy: '',
  privacyOfficer: '',
  securityOfficer: '',
  incidentContact: '',
}

export const companyKey = (prefix: string): Key => ({ pk: `${prefix}CO`, sk: 'COMPANY' })
export const companyOf = (item: Item) => item as unknown as Item & CompanyItem

/** The company of a tenancy; every working tenant has one. */
export const readCompany = async (table: Table): Promise<Item & CompanyItem> => {
  const item = await table.get(companyKey(table.prefix))
  if (!item) throw new Error('a tenant without its company item')
  return companyOf(item)
}

/** The company as a learner's request sees it: held, for otherwise a rush would put every request on this one key. */
const heldCompany = perTenancy(({ table }) => held(1, () => readCompany(table)))
export const companyIn = (tenancy: Tenancy) => heldCompany(tenancy).get('') as Promise<Item & CompanyItem>

/** One partition takes 1,000 writes a second; a company of 5,000 never comes near it. */
export const rosterShardsFor = (seats: number) => (seats <= 5_000 ? 1 : seats <= 50_000 ? 4 : 16)
