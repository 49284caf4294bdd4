import { afterAll, beforeAll, expect, test } from 'vitest'
import { bring, check, commit, fetchFile, openCourse, until } from '../world/office.ts'
import { takeTest } from '../world/study.ts'
import { company, PASSWORD, startWorld, type World } from '../world/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

const administrator = async (learners = 2) => {
  const one = await company(world, learners)
  const admin = world.browser()
  await admin.signIn(one.code, 'kanri', PASSWORD)
  await admin.enrol()
  return { one, admin }
}

test('a refused file is read anew with the columns that the administrator names', async () => {
  const { admin } = await administrator(0)
  const fileId = await bring(admin, '社員.csv', 'No.,なまえ\r\nE001,佐藤 花子\r\n')
  const look = async (more: object) => {
    const { importId, jobId } = await admin.call('roster.check', { fileId, ...more })
    await admin.job(jobId)
    return admin.call('roster.get', { importId })
  }
  const refused = await look({})
  expect(refused).toMatchObject({ state: 'refused', headerLine: 1, fileId, encoding: 'utf-8' })
  expect(await look({ columns: { line: 1, fields: ['userId', 'name'] } })).toMatchObject({
    state: 'checked',
    counts: { new: 1 },
  })
  expect((await look({ encoding: 'utf-16le' })).state).toBe('refused')
})

test('counts of a filtered list are those of the department, and newcomers stand beside each department', async () => {
  const { admin } = await administrator()
  const file = '社員番号,部署\r\nA1,本社 > 総務部\r\nA2,本社 > 総務部\r\nA3,支店\r\n'
  await commit(admin, (await check(admin, 'r.csv', file)).id)
  const { departments } = await admin.call('department.list', {})
  const of = (name: string) => departments.find((one) => one.name === name)
  expect(of('総務部')).toMatchObject({ members: 2, newcomers: 2 })
  const head = await admin.call('member.list', { departmentId: of('本社')?.id })
  expect(head.counts).toMatchObject({ active: 2, neverSignedIn: 2 })
  expect(
    (await admin.call('department.change', { id: of('支店')?.id as never, name: '西支店' })).members,
  ).toBe(1)
})

test('the jobs that nobody asked for stand in no list', async () => {
  const { admin } = await administrator(0)
  await commit(admin, (await check(admin, 'r.csv', '社員番号\r\nB1\r\n')).id)
  const { jobs } = await admin.call('job.list', {})
  expect(jobs.map(({ kind }) => kind)).toEqual(['rosterCommit', 'rosterCheck'])
})

test('not yet passed are all who still have to do something, in one list and page by page', async () => {
  const { one, admin } = await administrator(2)
  const many = Array.from({ length: 53 }, (_, n) => `M${100 + n}`).join('\r\n')
  await commit(admin, (await check(admin, 'r.csv', `社員番号\r\n${many}\r\n`)).id)
  const assignmentId = await openCourse(admin)
  const learner = world.browser()
  await learner.signIn(one.code, 'u001', PASSWORD)
  await takeTest(learner)
  const slow = world.browser()
  await slow.signIn(one.code, 'u002', PASSWORD)
  await takeTest(slow, 1)
  await until(
    () => admin.call('record.totals', { assignmentId }),
    ({ totals }) => totals.passed === 1 && totals.failed === 1,
  )
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await admin.call('record.list', {
      assignmentId,
      status: 'notPassed',
      ...(cursor ? { cursor } : {}),
    })
    expect(page.rows.length).toBeGreaterThan(0)
    seen.push(...page.rows.map(({ userId }) => userId))
    cursor = page.cursor
  } while (cursor)
  expect(seen[0]).toBe('u002')
  expect(new Set(seen).size).toBe(55)
  expect(seen).not.toContain('u001')
}, 60_000)

test('a downloaded workbook is read again as it is, and arrives under its own name', async () => {
  const { admin } = await administrator()
  const { jobId } = await admin.call('roster.export', { format: 'xlsx' })
  const { name, bytes } = await fetchFile(admin, jobId)
  expect(await check(admin, name, bytes)).toMatchObject({
    state: 'checked',
    format: 'xlsx',
    sheets: ['一覧', 'この帳票について'],
    counts: { same: 3, error: 0 },
  })
  const { fileId } = await admin.call('job.get', { id: jobId })
  const { url } = await admin.call('file.link', { fileId: fileId as NonNullable<typeof fileId> })
  const headers = (await fetch(url)).headers
  expect(decodeURIComponent(headers.get('content-disposition') ?? '')).toBe(
    `attachment; filename*=UTF-8''${name}`,
  )
})
