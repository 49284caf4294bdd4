import type { Cloud } from '../local/cloud.ts'
import { rootTable } from '../local/root-table.ts'
import { COMPANIES, OPERATOR, PASSWORD } from './people.ts'

/** Notes who the sample administrators and the operator are, for the page that shows their codes. */
export const findSamples = async (cloud: Cloud) => {
  const table = rootTable(cloud)
  for (const { code } of COMPANIES) {
    const row = await table.get({ pk: `CODE#${code}`, sk: 'CODE' }, { table: 'registry' })
    const known = row && (await table.get({ pk: `T#${row.tenantId}#ID#kanri`, sk: 'ID' }))
    if (known) cloud.sample.set(`${code}/kanri`, String(known.memberId))
  }
  const operator = await table.get({ pk: `OPR#ID#${OPERATOR.userId}`, sk: 'ID' }, { table: 'registry' })
  if (operator) cloud.sample.set(OPERATOR.userId, String(operator.memberId))
}

/** What is printed when the service is ready: who may sign in where, and where the local pages are. */
export const sampleTable = (origin: string) => [
  '',
  '  who                     where                             company  ID      password',
  `  受講者 (learner)        ${`${origin}/learner/`.padEnd(34)}mirai    E0002   ${PASSWORD}`,
  `  管理者 (administrator)  ${`${origin}/admin/`.padEnd(34)}mirai    kanri   ${PASSWORD}`,
  `  部署管理者 (manager)    ${`${origin}/learner/`.padEnd(34)}mirai    bucho   ${PASSWORD}`,
  `  another company         ${`${origin}/admin/`.padEnd(34)}hikari   kanri   ${PASSWORD}`,
  `  運営担当者 (operator)   ${`${origin}/operator/`.padEnd(34)}-        ${OPERATOR.userId}   ${OPERATOR.password}`,
  '',
  `  current codes of the authenticators: ${origin}/_local/code      mails: ${origin}/_local/inbox`,
  '',
]
