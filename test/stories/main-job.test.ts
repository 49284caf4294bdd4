import { afterAll, beforeAll, expect, test } from 'vitest'
import { check, commit, fetchFile, openCourse, until } from '../world/office.ts'
import { answerAll, EDITION, takeTest } from '../world/study.ts'
import { company, PASSWORD, startWorld, type World } from '../world/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

const FILE = [
  '社員一覧,,,,',
  'ユーザーID,氏名,部署,メールアドレス,区分',
  'E001,髙﨑 一郎,営業本部 > 東京営業部,,正社員',
  'E002,佐藤 花子,営業本部>大阪営業部,,',
  '007,田中 次郎,総務部,,',
  'E001,別人,総務部,,',
  '',
].join('\r\n')

test('roster in, test taken to 100 points, record out', async () => {
  const one = await company(world, 0)
  const admin = world.browser()
  expect(await admin.signIn(one.code, 'kanri', PASSWORD)).toMatchObject({ next: 'enrol' })
  expect((await admin.raw('member.list', {})).body).toMatchObject({ kind: 'factorNeeded' })
  await admin.enrol()

  const found = await check(admin, '名簿.csv', FILE)
  expect(found).toMatchObject({
    state: 'checked',
    encoding: 'utf-8',
    format: 'csv',
    counts: { new: 2, error: 2 },
  })
  expect(found.newDepartments).toContainEqual(['営業本部', '大阪営業部'])
  const { rows } = await admin.call('roster.rows', { importId: found.id, verdict: 'error' })
  expect(rows.map(({ line, why }) => [line, why?.ja])).toEqual([
    [3, '同じユーザーIDが6行目にもあります。'],
    [6, '同じユーザーIDが3行目にもあります。'],
  ])
  const reflected = await commit(admin, found.id)
  expect(reflected.result).toMatchObject({ done: 2, skipped: 0 })

  const slips = await fetchFile(
    admin,
    (await admin.call('slip.issue', { target: { kind: 'everyone' }, format: 'csv' })).jobId,
  )
  const line = slips.bytes
    .toString()
    .split('\r\n')
    .find((row) => row.includes(',E002,')) as string
  const temporary = line.split(',')[4] as string

  const assignmentId = await openCourse(admin)

  const learner = world.browser()
  const first = await learner.signIn(one.code, 'e002', temporary)
  if (first.next !== 'password') throw new Error('an own password should be demanded')
  expect(first.minLength).toBe(12)
  expect(await learner.call('session.password', { ticket: first.ticket, password: PASSWORD })).toMatchObject({
    next: 'home',
  })
  const home = await learner.call('enrollment.list', {})
  expect(home.todo).toMatchObject([{ edition: EDITION, status: 'notStarted' }])

  const failed = await takeTest(learner, 1)
  expect(failed).toMatchObject({ passed: false, score: 90, right: 9 })
  expect(failed.wrong).toHaveLength(1)
  expect(failed.wrong[0]?.explanation).not.toBe('')
  const key = await answerAll(learner)
  const passed = await learner.call('attempt.submit', { edition: EDITION, key })
  expect(passed).toMatchObject({ passed: true, score: 100, number: 2, wrong: [] })
  expect(await learner.call('attempt.submit', { edition: EDITION, key })).toEqual(passed)
  expect((await learner.raw('attempt.start', { edition: EDITION })).body).toMatchObject({ kind: 'notNow' })

  const totals = await until(
    () => admin.call('record.totals', { assignmentId }),
    ({ totals }) => totals.passed === 1,
  )
  expect(totals.totals).toEqual({
    target: 3,
    notStarted: 2,
    inProgress: 0,
    interrupted: 0,
    failed: 0,
    passed: 1,
    overdue: 0,
  })
  const list = await admin.call('record.list', { assignmentId, status: 'passed' })
  expect(list.rows).toMatchObject([
    { userId: 'E002', name: '佐藤 花子', tries: 2, firstScore: 90, lastScore: 100 },
  ])
  const memberId = list.rows[0]?.memberId as `mem_${string}`
  expect((await admin.call('record.get', { assignmentId, memberId })).attempts).toHaveLength(2)

  for (const format of ['tsv', 'csv', 'csv-sjis', 'xlsx'] as const) {
    const { bytes, name } = await fetchFile(
      admin,
      (await admin.call('record.export', { assignmentId, format })).jobId,
    )
    expect(name).toMatch(
      new RegExp(
        `^受講記録_${one.code}_2026_privacy_\\d{8}-\\d{4}\\.${format === 'csv-sjis' ? 'csv' : format}$`,
      ),
    )
    if (format === 'xlsx') expect(bytes.subarray(0, 2).toString()).toBe('PK')
    else
      expect(new TextDecoder(format === 'csv-sjis' ? 'shift_jis' : 'utf-8').decode(bytes)).toMatch(
        /佐藤 花子.*合格/,
      )
  }
  expect(await admin.call('record.report', { id: assignmentId })).toMatchObject({
    method: 'eラーニング',
    passMark: 100,
    notPassedMore: 0,
  })
  expect(world.cloud.meter.refused).toEqual([])
})
