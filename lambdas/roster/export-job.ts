import { readDepartments } from '../department/items.ts'
import { keepFile } from '../file/keep.ts'
import { lackingNote } from '../file/lacking.ts'
import type { Worker } from '../job/work.ts'
import { nameOf, profileOf, rosterPartitions } from '../member/items.ts'
import { inTokyo } from '../runtime/tokyo.ts'
import { each } from '../runtime/walk.ts'
import type { Format } from '../sheet/write.ts'
import { LAYOUT, STATE_LABEL } from './columns.ts'
import { pathNames } from './known.ts'

/** The roster in the layout of an import, whole. */
export const exportJob: Worker = async (work) => {
  const { tenancy, company, job, now } = work
  const names = pathNames(await readDepartments(tenancy.table))
  const format = job.order.format as Format
  const lacking = lackingNote(format)
  let done = 0
  async function* pages() {
    for await (const page of each(tenancy.table, rosterPartitions(tenancy.prefix, company.rosterShards), {
      index: 'list',
    })) {
      const rows = page
        .map(profileOf)
        .map((one) => [
          one.userId,
          one.name ?? '',
          (one.departmentId && names.get(one.departmentId)) || '',
          one.mail ?? '',
          one.category ?? '',
          STATE_LABEL[one.state],
        ])
      rows.forEach(lacking.look)
      yield rows
      done += rows.length
      await work.pause(done)
    }
  }
  const by = await nameOf(tenancy.table, job.by)
  const made = await keepFile(work, {
    name: `利用者名簿_${company.code}`,
    format,
    header: LAYOUT.map(({ header }) => header),
    rows: pages(),
    about: () => [
      ['会社', company.name],
      ['帳票', '利用者名簿'],
      ['作成日時', inTokyo(now())],
      ['作成者', by],
      ['件数', String(done)],
      ['取扱区分', '社外秘'],
    ],
  })
  return { ...made, notes: lacking.notes() }
}
