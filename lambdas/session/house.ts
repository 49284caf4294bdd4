import { type Identity, identityIn, identityOf } from '../identity/pool.ts'
import { auditPrefix, OPERATOR_AUDIT } from '../runtime/audit.ts'
import { env } from '../runtime/aws.ts'
import type { Actor } from '../runtime/call.ts'
import type { Realm } from '../runtime/cookies.ts'
import { type Issuer, isSuspended, issuerOfCode } from '../runtime/issuer.ts'
import { type Table, tableOf } from '../runtime/table.ts'
import { tenancyOf } from '../runtime/tenancy.ts'
import { type Seal, sealIn, sealOf } from './seal.ts'

/** A house one signs in to: a company's pool and rows, or the operators'. Both hold the same kinds of rows. */
export interface House {
  readonly realm: Realm
  /** Begins every key: `T#<tenant>#` or `OPR#`. */
  readonly prefix: string
  readonly audit: string
  readonly table: Table
  readonly identity: Identity
  readonly seal: Seal
  /** Company code, or `operators`: begins every ticket and link, so that the next step finds the house again. */
  readonly name: string
  readonly suspended: boolean
}

export const OPERATORS = 'operators'

const houseOfTenant = (
  tenantId: string,
  poolId: string,
  clientId: string,
  suspended: boolean,
  code: string,
): House => {
  const tenancy = tenancyOf(tenantId, { poolId, clientId })
  const { prefix } = tenancy
  return {
    realm: 'member',
    prefix,
    audit: auditPrefix(prefix),
    name: code,
    suspended,
    table: tenancy.table,
    get identity() {
      return identityIn(tenancy)
    },
    get seal() {
      return sealIn(tenancy)
    },
  }
}

export const houseOfIssuer = (issuer: Issuer): House =>
  issuer.tenantId
    ? houseOfTenant(
        issuer.tenantId,
        issuer.poolId,
        issuer.clientId,
        isSuspended(issuer.state),
        issuer.code ?? '',
      )
    : houseOfOperators()

/** The house that a company code, or the first part of a ticket or link, names; undefined where there is none. */
export const houseNamed = async (name: string): Promise<House | undefined> => {
  if (name === OPERATORS) return houseOfOperators()
  const issuer = await issuerOfCode(name)
  return issuer && houseOfIssuer(issuer)
}

let operators: House | undefined
/** The gate's own rights reach these rows alone; audit rows (`OP#`) and identity rows (`OPR#`) share their first letters. */
export const houseOfOperators = (): House => {
  operators ??= {
    realm: 'operator',
    prefix: 'OPR#',
    audit: OPERATOR_AUDIT,
    name: OPERATORS,
    suspended: false,
    table: tableOf('OP', undefined, 'registry'),
    identity: identityOf({ poolId: env('OPERATOR_POOL_ID'), clientId: env('OPERATOR_CLIENT_ID') }),
    seal: sealOf(OPERATORS),
  }
  return operators
}

/** The house of somebody who is signed in. */
export const houseOfActor = (actor: Actor): House => {
  if (actor.kind === 'operator') return houseOfOperators()
  if (actor.kind !== 'member') throw new Error('a visitor has no house')
  const { id, pool } = actor.tenancy
  return houseOfTenant(id, pool.poolId, pool.clientId, actor.suspended, '')
}
