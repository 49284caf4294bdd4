import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../world/client.ts'
import { control } from '../world/control.ts'
import { check, commit, fetchFile, openCourse, until } from '../world/office.ts'
import { administratorOf, learnerOf } from '../world/people.ts'
import { answerAll, EDITION, readAll, takeTest } from '../world/study.ts'
import { setClock } from '../world/time.ts'
import { readWhole } from '../world/workbook.ts'
import { company, startWorld, type World } from '../world/world.ts'

const edition = EDITION
const HEADER =
  '年度,コース,版・刷,ユーザーID,氏名,部署,部署(合格時),区分,利用状態,受講状態,対象外理由,受講期限,期限後,初回得点,最終得点,受験回数,開始日時,合格日時,所要時間(分),最終操作日時,付記'
const STATUSES = ['notStarted', 'inProgress', 'interrupted', 'failed', 'passed'] as const
const LABEL = {
  notStarted: '未受講',
  inProgress: '受講中',
  interrupted: '中断',
  failed: '不合格',
  passed: '合格',
}

let world: World
let code: string
let admin: Client
let assignmentId: `asg_${string}`
beforeAll(async () => {
  world = await startWorld()
  setClock('2026-11-25T01:00:00.000Z')
  ;({ code } = await company(world, 12))
  ;({ browser: admin } = await administratorOf(world, code))
  const ids = Array.from({ length: 12 }, (_, n) => `u${String(n + 1).padStart(3, '0')}`)
  const lines = ids.map(
    (id, n) => `${id},${n === 0 ? '"=cmd, 𠮷"' : `受講 ${n}`},${['営業>東京', '営業>大阪', '総務'][n % 3]}`,
  )
  await commit(admin, (await check(admin, 'a.csv', ['ID,氏名,部署', ...lines].join('\n'))).id)
  assignmentId = await openCourse(admin)
})
afterAll(() => world.stop())

const exported = async (format: 'csv' | 'csv-sjis' | 'tsv' | 'xlsx', more: object = {}) => {
  const { jobId } = await admin.call('record.export', { assignmentId, format, ...more })
  const job = await admin.job(jobId)
  const { bytes, name } = await fetchFile(admin, jobId)
  return { notes: job.notes ?? [], name, bytes, cells: (await readWhole(bytes)).cells }
}

/** A seeded walk: small, and the same on every machine. */
const dice = (seed: number) => {
  let state = seed
  return (sides: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return (state >>> 8) % sides
  }
}

test('after people have learnt, failed, passed, moved, left and come back all at once, counters are the facts', async () => {
  const roll = dice(20261125)
  const { members } = await admin.call('member.list', {})
  const { departments } = await admin.call('department.list', {})
  const people = members.filter(({ userId }) => /^u0/.test(userId))
  const acts = [
    (learner: Client) => readAll(learner),
    (learner: Client) => takeTest(learner, 1),
    (learner: Client) => takeTest(learner),
    async (learner: Client) => {
      await readAll(learner)
      const key = await answerAll(learner)
      await learner.call('attempt.pause', { edition, key })
    },
  ]
  await Promise.all(
    people.map(async ({ id, userId }) => {
      const learner = await learnerOf(world, code, userId)
      const moved = (async () => {
        for (let n = roll(3); n > 0; n--) {
          const { version } = await admin.call('member.get', { id })
          const departmentId = departments[roll(departments.length)]?.id
          await admin.raw('member.change', { id, version, departmentId })
        }
      })()
      await acts[roll(acts.length)]?.(learner).catch(() => undefined)
      await moved
      if (roll(4) === 0) await admin.call('member.suspend', { id })
      if (roll(6) === 0) await admin.call('member.restore', { id })
    }),
  )
  const { cells } = await exported('tsv')
  const rows = cells.slice(1)
  const counted = rows.filter(([, , , , , , , , state]) => state === '利用中')
  const facts = Object.fromEntries(
    STATUSES.map((status) => [status, counted.filter((row) => row[9] === LABEL[status]).length]),
  )
  // The walk must have led to something: several statuses, and somebody on leave.
  expect(Object.values(facts).filter((n) => n > 0).length).toBeGreaterThanOrEqual(3)
  expect(counted.length).toBeLessThan(rows.length)
  const { totals, departments: groups } = await until(
    () => admin.call('record.totals', { assignmentId }),
    ({ totals }) => STATUSES.every((status) => totals[status] === facts[status]),
    15_000,
  )
  expect(totals.target).toBe(counted.length)
  for (const name of [...STATUSES, 'target'] as const)
    expect(groups.reduce((sum, group) => sum + group.totals[name], 0)).toBe(totals[name])
  // Per department: where somebody is now, or was at 合格.
  for (const { path, totals: here } of groups) {
    const name = path.join(' > ')
    const inside = counted.filter((row) => (row[9] === '合格' ? row[6] : row[5]) === name)
    expect([name, here.target, here.passed]).toEqual([
      name,
      inside.length,
      inside.filter((row) => row[9] === '合格').length,
    ])
  }
  for (const status of STATUSES) {
    const expected = rows.filter((row) => row[9] === LABEL[status]).map((row) => row[3] ?? '')
    // Lists follow by errands, as counters do.
    await until(
      async () =>
        (await admin.call('record.list', { assignmentId, status })).rows.map(({ userId }) => userId).sort(),
      (listed) => listed.join() === expected.sort().join(),
    )
  }
}, 60_000)

control(
  '4.3',
  'the record is downloaded whole, with its columns and labels, and nothing in it can run',
  async () => {
    const { cells, name } = await exported('csv')
    expect(name).toMatch(/^受講記録_company-\d+_2026_privacy_20261125-\d{4}\.csv$/)
    expect(cells[0]?.join(',')).toBe(HEADER)
    expect(cells).toHaveLength(14)
    for (const row of cells) expect(row).toHaveLength(21)
    const instants = cells.slice(1).flatMap((row) => [row[16], row[17], row[19]].filter(Boolean))
    expect(instants.length).toBeGreaterThan(0)
    for (const at of instants) expect(at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+09:00$/)

    const raw = (await exported('csv')).bytes
    expect(raw.subarray(0, 3).toString('hex')).toBe('efbbbf')
    expect(raw.toString()).toContain(`"'=cmd, 𠮷"`)
    expect(raw.toString().replaceAll('\r\n', '')).not.toContain('\n')

    const inShiftJis = await exported('csv-sjis')
    expect(inShiftJis.notes).toMatchObject([{ ja: expect.stringContaining('𠮷（u001 など）') }])
    expect(
      inShiftJis.cells
        .slice(1)
        .map((row) => row[3])
        .sort(),
    ).toEqual(
      cells
        .slice(1)
        .map((row) => row[3])
        .sort(),
    )

    const book = await exported('xlsx')
    expect(book.cells).toEqual(cells)
    const { sheets } = await readWhole(book.bytes)
    expect(sheets).toEqual(['一覧', 'この帳票について'])
  },
)

test('a filter goes into the file and onto its second sheet', async () => {
  const { cells, bytes } = await exported('xlsx', { status: 'passed' })
  for (const row of cells.slice(1)) expect(row[9]).toBe('合格')
  const { readSheet } = await import('../../lambdas/sheet/read.ts')
  async function* whole() {
    yield new Uint8Array(bytes)
  }
  const about: Record<string, string> = {}
  for await (const { cells: pair } of (await readSheet(whole(), undefined, 'この帳票について')).lines)
    about[pair[0] ?? ''] = pair[1] ?? ''
  expect(about).toMatchObject({
    帳票: '受講記録',
    絞り込み: '合格',
    件数: String(cells.length - 1),
    作成者: '管理 花子',
    取扱区分: '社外秘',
  })
  expect(about.作成日時).toMatch(/\+09:00$/)
})

test('教育実施記録 says what was taught to whom, and names those who have not passed', async () => {
  const report = await admin.call('record.report', { id: assignmentId })
  const { totals } = await admin.call('record.totals', { assignmentId })
  expect(report).toMatchObject({
    method: 'eラーニング',
    passMark: 100,
    questions: 10,
    totals,
    fiscalYear: 2026,
  })
  expect(report.lessons).toHaveLength(5)
  expect(report.topics.map(({ title }) => title)).toHaveLength(4)
  expect(report.notPassed.length + report.notPassedMore).toBe(totals.target - totals.passed)
})
