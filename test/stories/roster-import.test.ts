import { afterAll, beforeAll, expect, test } from 'vitest'
import { asShiftJis, toShiftJis } from '../../lambdas/sheet/shift-jis.ts'
import type { Client } from '../world/client.ts'
import { control } from '../world/control.ts'
import { bring, check, commit, fetchFile } from '../world/office.ts'
import { administratorOf, learnerOf } from '../world/people.ts'
import { company, startWorld, type World } from '../world/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

const office = async (learners = 0) => {
  const one = await company(world, learners)
  return { ...one, admin: (await administratorOf(world, one.code)).browser }
}
const file = (...lines: string[]) => `${lines.join('\r\n')}\r\n`
const total = ({ counts }: { counts?: Record<string, number> | undefined }) =>
  Object.fromEntries(Object.entries(counts ?? {}).filter(([, n]) => n > 0))
const refusal = async (admin: Client, text: string) => {
  const { state, refusal } = await check(admin, 'a.csv', text)
  return [state, refusal?.line, refusal?.ja]
}

test('a title line, unknown columns and empty last lines are no trouble; a header twice is refused', async () => {
  const { admin } = await office()
  const found = await check(
    admin,
    '名簿.csv',
    file('社員名簿（2026年度）,,,', 'User ID,氏名,内線,部署', 'a1,髙﨑 一郎,1234,営業>東京', '', ',,,'),
  )
  expect(found).toMatchObject({ state: 'checked', headerLine: 2, noneKnown: false, missing: 1 })
  expect(total(found)).toEqual({ new: 1 })
  expect(found.columns).toMatchObject([
    { field: 'userId' },
    { field: 'name' },
    { header: '内線' },
    { field: 'department' },
  ])
  expect(found.columns?.[2]?.field).toBeUndefined()
  expect(await refusal(admin, file('ID,氏名', 'a1,x', 'ID,氏名', 'a2,y'))).toEqual([
    'refused',
    3,
    expect.stringContaining('見出し行がもう一度'),
  ])
  expect(await refusal(admin, file('ID,ユーザーID', 'a1,a1'))).toEqual([
    'refused',
    1,
    expect.stringContaining('2つ'),
  ])
  expect(await refusal(admin, file('氏名,部署', 'x,y'))).toMatchObject([
    'refused',
    undefined,
    expect.stringContaining('見つかりません'),
  ])
  expect(await refusal(admin, file('ID,氏名'))).toMatchObject([
    'refused',
    undefined,
    expect.stringContaining('データの行がありません'),
  ])
})

test('a file whose beginning is plain ASCII is read as Shift_JIS where its later lines are', async () => {
  const { admin } = await office()
  const ascii = Array.from({ length: 6_000 }, (_, n) => `ascii-${String(n).padStart(5, '0')},`)
  const bytes = toShiftJis(file('ID,Name', ...ascii, 'last,髙﨑 𠮷男'))
  const found = await check(admin, 'a.csv', bytes)
  expect(found).toMatchObject({ state: 'checked', encoding: 'shift_jis', counts: { new: 6_001 } })
})

test('the file of another company is warned of, and those it does not name are listed', async () => {
  const { admin } = await office(2)
  const found = await check(admin, 'a.csv', file('ID,氏名', 'zz1,甲', 'zz2,乙'))
  expect(found).toMatchObject({ noneKnown: true, missing: 3 })
  const { rows } = await admin.call('roster.rows', { importId: found.id, verdict: 'missing' })
  expect(rows.map(({ line, verdict, userId }) => [line, verdict, userId]).sort()).toEqual([
    [0, 'missing', 'kanri'],
    [0, 'missing', 'u001'],
    [0, 'missing', 'u002'],
  ])
  // A company whose roster holds administrators alone brings its first file: no warning.
  const fresh = await office()
  expect(await check(fresh.admin, 'a.csv', file('ID', 'x1'))).toMatchObject({ noneKnown: false })
})

test('確認 is taken only where ticked, verdicts that changed are skipped and named, and no mail goes out', async () => {
  const { admin, code } = await office(3)
  const mails = world.cloud.mailbox.all().length
  const { members } = await admin.call('member.list', {})
  const byId = new Map(members.map((one) => [one.userId, one]))
  const idOf = (userId: string) => byId.get(userId)?.id as `mem_${string}`
  await admin.call('member.end', { id: idOf('u003') })
  const found = await check(
    admin,
    'a.csv',
    file(
      'ID,氏名,メール,利用状態',
      'u001,改名 一郎,,',
      'u002,改名 二郎,new@example.jp,',
      'u003,戻る 三郎,,',
      'N100,新人 一,first@example.jp,',
      '1E+05,新人 二,,',
    ),
  )
  expect(total(found)).toEqual({ change: 2, new: 1, confirm: 2 })
  const now = await admin.call('member.get', { id: idOf('u002') })
  await admin.call('member.change', { id: now.id, version: now.version, name: '先に変えた' })
  const done = await commit(admin, found.id, [4])
  expect(done.result).toEqual({ done: 3, skipped: 1, skippedLines: [3] })
  expect((await admin.call('member.get', { id: idOf('u001') })).name).toBe('改名 一郎')
  expect((await admin.call('member.get', { id: idOf('u002') })).name).toBe('先に変えた')
  // Restored at the pool too: the old password signs in.
  expect(await admin.call('member.get', { id: idOf('u003') })).toMatchObject({
    state: 'active',
    name: '戻る 三郎',
  })
  await learnerOf(world, code, 'u003')
  expect((await admin.call('member.list', { query: '1e+05' })).members).toEqual([])
  expect(await commit(admin, found.id, 'all')).toEqual(done)
  expect(world.cloud.mailbox.all()).toHaveLength(mails)
})

test('nobody is removed by a file, and who is ended by it is out', async () => {
  const { admin, code } = await office(3)
  const learner = await learnerOf(world, code, 'u002')
  const found = await check(admin, 'a.csv', file('ID,利用状態', 'u002,退職'))
  await commit(admin, found.id)
  const { counts } = await admin.call('member.list', {})
  expect(counts).toMatchObject({ active: 3, ended: 1 })
  expect((await learner.raw('enrollment.list', {})).status).toBe(401)
  expect(
    (
      await world
        .browser()
        .raw('session.start', { company: code, userId: 'u002', password: 'korekara-mainichi-manabu' })
    ).status,
  ).toBe(401)
})

test('the file of errors comes back with every cell, its line and the reason', async () => {
  const { admin } = await office()
  const found = await check(
    admin,
    'a.csv',
    file('社員番号,氏名,状態,新ユーザーID', 'b1,"=cmd, x",元気,', 'b2,甲,,', ',名無し,在籍,x9'),
  )
  expect(total(found)).toEqual({ new: 1, error: 2 })
  const { jobId } = await admin.call('roster.errors', { importId: found.id })
  const { bytes, name } = await fetchFile(admin, jobId)
  expect(name).toMatch(/^取り込みエラー_company-\d+_\d{8}-\d{4}\.csv$/)
  const lines = bytes.toString().slice(1).split('\r\n')
  expect(lines[0]).toBe('社員番号,氏名,状態,新ユーザーID,行,エラーの理由')
  expect(lines[1]).toMatch(/^b1,"'=cmd, x",元気,,2,利用状態は/)
  expect(lines[2]).toMatch(/^,名無し,在籍,x9,4,ユーザーIDが空/)
  const again = await check(admin, name, bytes)
  expect(total(again)).toEqual({ error: 2 })
})

control(
  '8.4',
  'the roster that is downloaded is brought in again as 変更なし on every row, in every format',
  async () => {
    const { admin } = await office(2)
    const found = await check(
      admin,
      'a.csv',
      file(
        'ID,氏名,部署,メール,区分,利用状態',
        '007,"=cmd|calc, ""x""",営業>東京,a@example.jp,正社員,',
        "Ａ-1,'=quoted,営業>大阪,,派遣,休職",
        'k2,髙﨑 𠮷男①〜,総務,,,',
        'k3,ﾊﾝｶｸ ｶﾅ,総務,,+81 3-1234,',
        'k4,_x000D_ -5,,,,退職',
      ),
    )
    expect(total(found)).toEqual({ new: 5 })
    await commit(admin, found.id)
    for (const format of ['csv', 'csv-sjis', 'tsv', 'xlsx'] as const) {
      const { jobId } = await admin.call('roster.export', { format })
      const { bytes, name } = await fetchFile(admin, jobId)
      expect([format, total(await check(admin, name, bytes))]).toEqual([format, { same: 8 }])
    }
    // What Shift_JIS lacks is named in the job, before the file is fetched.
    const { jobId } = await admin.call('roster.export', { format: 'csv-sjis' })
    expect((await admin.job(jobId)).notes).toMatchObject([{ ja: expect.stringContaining('𠮷（k2 など）') }])
    expect(asShiftJis('𠮷')).toBe('〓')
  },
)

test('a commit that was killed and begins anew writes nobody twice and reports the same', async () => {
  const { admin, id, prefix } = await office(2)
  const lines = Array.from({ length: 40 }, (_, n) => `n${n},新人 ${n},営業>第${n % 3}課`)
  const found = await check(
    admin,
    'a.csv',
    file('ID,氏名,部署', ...lines, 'u001,改名,営業>第1課', 'u002,,総務'),
  )
  const done = await commit(admin, found.id)
  expect(done.result).toEqual({ done: 42, skipped: 0, skippedLines: [] })
  const roster = async () => {
    const { members, counts } = await admin.call('member.list', {})
    return { counts, members: members.map((one) => [one.id, one.userId, one.version, one.department]).sort() }
  }
  const before = await roster()
  // As after a death in the first slice whose progress was never told: the queue delivers the job once more.
  await world.table.change(
    { pk: `${prefix}JOB#${done.jobId}`, sk: 'JOB' },
    { set: { state: 'running' }, drop: ['endedAt', 'memo', 'leaseUntil'] },
  )
  await world.table.change({ pk: `${prefix}IMP#${found.id}`, sk: 'IMP' }, { set: { state: 'committing' } })
  const body = JSON.stringify({ tenant: id, job: done.jobId })
  await world.cloud.doors.invoke('jobs', { Records: [{ messageId: '1', body }] })
  expect((await admin.call('roster.get', { importId: found.id })).result).toEqual(done.result)
  expect(await roster()).toEqual(before)
})

test('what stands behind a name is judged by its content, and a file that is none is refused in words', async () => {
  const { admin } = await office()
  expect(await check(admin, '名簿.xlsx', file('ID', 'a1'))).toMatchObject({ state: 'checked', format: 'csv' })
  expect(await check(admin, '名簿.csv', 'PK\u0003\u0004 nothing of the kind')).toMatchObject({
    state: 'refused',
  })
  const fileId = await bring(admin, 'a.csv', file('ID', 'a1'))
  const second = await office()
  expect((await second.admin.raw('roster.check', { fileId })).status).toBe(404)
})

test('a file that never arrived is told as such, also by a store that answers whoever may not list it with a refusal', async () => {
  const { admin } = await office()
  const { fileId } = await admin.call('file.open', { purpose: 'roster', name: 'a.csv', size: 10 })
  const { status, body } = await admin.raw('file.close', { fileId })
  expect([status, body]).toMatchObject([
    409,
    { kind: 'notNow', ja: expect.stringContaining('届いていません') },
  ])
})
