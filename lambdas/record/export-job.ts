import { readAssignment } from '../assignment/items.ts'
import type { LearningStatus } from '../assignment/schema.ts'
import { readDepartments } from '../department/items.ts'
import { keepFile } from '../file/keep.ts'
import { lackingNote } from '../file/lacking.ts'
import type { Worker } from '../job/work.ts'
import { nameOf } from '../member/items.ts'
import { STATE_LABEL } from '../roster/columns.ts'
import { inTokyo } from '../runtime/tokyo.ts'
import type { Format } from '../sheet/write.ts'
import { recordRows } from './list.ts'
import { placesOf, type Row } from './row.ts'
import type { RecordFilter } from './schema.ts'

export const STATUS_LABEL: Record<LearningStatus, string> = {
  notStarted: '未受講',
  inProgress: '受講中',
  interrupted: '中断',
  failed: '不合格',
  passed: '合格',
}

const FILTER_LABEL: Record<RecordFilter, string> = { ...STATUS_LABEL, notPassed: '未合格' }

const HEADER =
  '年度 コース 版・刷 ユーザーID 氏名 部署 部署(合格時) 区分 利用状態 受講状態 対象外理由 受講期限 期限後 初回得点 最終得点 受験回数 開始日時 合格日時 所要時間(分) 最終操作日時 付記'.split(
    ' ',
  )

const text = (value: string | number | undefined) => (value === undefined ? '' : String(value))
const when = (instant: string | undefined) => (instant ? inTokyo(instant) : '')

/** The columns of the record, in their order. */
export const recordCells = (
  row: Row,
  one: { fiscalYear: number; title: string; revision: number; dueOn: string },
): string[] => [
  `${one.fiscalYear}年度`,
  one.title,
  `${one.fiscalYear}年度版 第${one.revision}刷`,
  row.userId,
  text(row.name),
  row.department.join(' > '),
  row.departmentAtPass?.join(' > ') ?? '',
  text(row.category),
  STATE_LABEL[row.state],
  STATUS_LABEL[row.status],
  text(row.exemptReason),
  one.dueOn,
  row.late ? '期限後' : row.overdue ? '期限切れ' : '',
  text(row.firstScore),
  text(row.lastScore),
  text(row.tries),
  when(row.startedAt),
  when(row.passedAt),
  row.tries > 0 ? text(row.minutesSpent) : '',
  when(row.lastActivityAt),
  '',
]

/** The record of one opening as a file, streamed page by page. */
export const exportJob: Worker = async (work) => {
  const { tenancy, company, job, now } = work
  const order = job.order as {
    edition: string
    format: Format
    status?: RecordFilter
    departmentId?: string
  }
  const [assignment, departments] = await Promise.all([
    readAssignment(tenancy.table, order.edition),
    readDepartments(tenancy.table),
  ])
  if (!assignment) return {}
  const deptKey = departments.find(({ id }) => id === order.departmentId)?.key
  const department = order.departmentId && placesOf(departments).byId.get(order.departmentId)?.join(' > ')
  const lacking = lackingNote(order.format)
  let done = 0
  async function* pages() {
    if (!assignment) return
    for await (const page of recordRows(
      tenancy.table,
      assignment,
      { status: order.status, deptKey },
      placesOf(departments),
      now(),
    )) {
      const rows = page.map((row) => recordCells(row, assignment))
      for (const cells of rows) lacking.look(cells.slice(3))
      yield rows
      done += rows.length
      await work.pause(done)
    }
  }
  const by = await nameOf(tenancy.table, job.by)
  const about = (): [string, string][] => [
    ['会社', company.name],
    ['帳票', '受講記録'],
    ['コース', `${assignment.title}（${assignment.fiscalYear}年度）`],
    ['作成日時', inTokyo(now())],
    ['作成者', by],
    [
      '絞り込み',
      [order.status && FILTER_LABEL[order.status], deptKey && department].filter(Boolean).join('・') ||
        'なし',
    ],
    ['件数', String(done)],
    ['取扱区分', '社外秘'],
  ]
  const made = await keepFile(work, {
    name: `受講記録_${company.code}_${assignment.fiscalYear}_${assignment.course}`,
    format: order.format,
    header: HEADER,
    rows: pages(),
    about,
  })
  return { ...made, notes: lacking.notes() }
}
