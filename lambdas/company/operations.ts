import type { Operation } from '../runtime/call.ts'
import { refusedAs } from '../runtime/refused-as.ts'
import { change } from '../runtime/step.ts'
import { fiscalYearAt } from './fiscal-year.ts'
import { type CompanyItem, companyKey, EMPTY_SLOTS, readCompany } from './items.ts'

const shown = (item: CompanyItem, now: string) => ({
  name: item.name,
  code: item.code,
  fiscalStartMonth: item.fiscalStartMonth,
  fiscalYear: fiscalYearAt(now, item.fiscalStartMonth),
  seats: item.seats,
  slots: { ...EMPTY_SLOTS, ...item.slots },
  version: item.version,
})

export const get: Operation<'company.get'> = async (call) => shown(await readCompany(call.table), call.now)

const changeCompany: Operation<'company.change'> = async (call, { version, slots }) => {
  const key = companyKey(call.tenancy.prefix)
  await refusedAs({}, () =>
    call.commit([change(key, { set: { slots }, add: { version: 1 } }, [['version', '=', version]])]),
  )
  return shown(await readCompany(call.table), call.now)
}

export { changeCompany as change }
