import { describe, expect, test } from 'vitest'
import { newProfile, type Profile } from '../../../lambdas/member/items.ts'
import { normalUserId } from '../../../lambdas/member/user-id.ts'
import { besideIn } from '../../../lambdas/roster/beside.ts'
import type { Cells } from '../../../lambdas/roster/cells.ts'
import { judgeRow, type Known } from '../../../lambdas/roster/judge.ts'
import { asShiftJis } from '../../../lambdas/sheet/shift-jis.ts'

const person = (userId: string, more: Partial<Profile> = {}): Profile => ({
  ...newProfile({ id: `mem_${userId}`, userId, normal: normalUserId(userId), addedAt: '' }),
  ...more,
})
const SALES = { departmentId: 'dep_1', deptKey: '0001.' }
const roster = [
  person('A001', { name: '佐藤 花子', ...SALES, mail: 'a@example.jp' }),
  person('007', { name: '田中 次郎' }),
  person('gone', { name: '退職 太郎', state: 'ended' }),
  person('kanri', { name: '管理 者', roles: ['administrator', 'learner'] }),
  person('k9', { name: '=cmd', category: '正社員' }),
  person('y1', { name: '𠮷田〜' }),
]
const known: Known = {
  byNormal: (normal) => roster.find((one) => one.normal === normal),
  bySame: (name, department) =>
    roster.find((one) => one.name === name && known.pathOf(one) === department && one.state !== 'ended'),
  pathOf: (one) => (one.departmentId ? '営業本部 > 東京' : ''),
  departmentId: (path) => (path === '営業本部 > 東京' ? 'dep_1' : undefined),
  asWritten: (text) => text,
}
const judge = (cells: Cells, how = known) => judgeRow(2, cells, { others: [] }, how)

describe('the verdict on a row', () => {
  test.each<[string, Cells, string, (RegExp | undefined)?]>([
    ['an ID nobody has is 新規', { userId: 'b1', name: '新人' }, 'new'],
    ['full-width digits are an ID, kept as typed', { userId: '１２３' }, 'new'],
    ['nothing but the ID changes nothing', { userId: 'A001' }, 'same'],
    ['case, width and space of an ID do not matter', { userId: ' ａ001 ', name: '佐藤 花子' }, 'same'],
    ['another name is 変更', { userId: 'A001', name: '佐藤 華子' }, 'change'],
    ['(空) clears', { userId: 'A001', mail: '(空)' }, 'change'],
    ['(空) on what is empty changes nothing', { userId: '007', mail: '(空)' }, 'same'],
    ['a department by its path', { userId: 'A001', department: '営業本部>東京' }, 'same'],
    ['full-width > parts a path too', { userId: 'A001', department: '営業本部 ＞ 東京' }, 'same'],
    ['a lost zero is 確認', { userId: '7' }, 'confirm', /「007」/],
    ['zeros too many are 確認', { userId: '00007' }, 'confirm', /「007」/],
    ['1E+05 is 確認', { userId: '1E+05' }, 'confirm', /書き換え/],
    ['1.23E+05 is 確認', { userId: '1.23E+05' }, 'confirm', /書き換え/],
    [
      'name and department of somebody else are 確認',
      { userId: 'z9', name: '佐藤 花子', department: '営業本部>東京' },
      'confirm',
      /「A001」/,
    ],
    ['somebody 利用終了 is 確認', { userId: 'gone' }, 'confirm', /利用終了/],
    ['somebody 利用終了 who stays so is 変更なし', { userId: 'gone', state: '退職' }, 'same'],
    ['在籍 is 利用中', { userId: 'A001', state: '在籍' }, 'same'],
    ['休職 is 休止中', { userId: 'A001', state: '休職' }, 'change'],
    ['a new ID renames', { userId: 'A001', newUserId: 'A-1' }, 'change'],
    ['a new ID in another case keeps the person', { userId: 'A001', newUserId: 'a001' }, 'change'],
    ['half-width kana are kept', { userId: 'b2', name: 'ﾔﾏﾀﾞ' }, 'new'],
    ['=cmd is a name like any other', { userId: 'k9', name: '=cmd' }, 'same'],
    ['no ID is an error', { name: '名無し' }, 'error', /空/],
    ['an ID with a space is an error', { userId: 'a 1' }, 'error', /使えない文字/],
    ['an ID of 65 characters is an error', { userId: 'x'.repeat(65) }, 'error', /64文字/],
    ['a tab in a name is an error', { userId: 'b3', name: '山田\t太郎' }, 'error', /制御文字/],
    [
      'a mark that turns text around is an error',
      { userId: 'b3', name: '山田\u202E太郎' },
      'error',
      /制御文字/,
    ],
    ['a line end in a name is an error', { userId: 'b3', name: '山田\n太郎' }, 'error', /制御文字/],
    ['a date in the name column is an error', { userId: 'b4', name: '2026/4/1' }, 'error', /日付/],
    ['a Japanese date there too', { userId: 'b4', name: '2026年4月1日' }, 'error', /日付/],
    ['a failed formula is an error', { userId: 'b5', name: '#N/A' }, 'error', /計算式/],
    ['half a surrogate pair is an error', { userId: 'b5', name: '\uD842' }, 'error', /使えない文字/],
    ['a broken mail address is an error', { userId: 'b6', mail: 'a@b' }, 'error', /メールアドレス/],
    ['an unknown state is an error', { userId: 'b7', state: '元気' }, 'error', /利用状態/],
    ['six levels are an error', { userId: 'b8', department: 'a>b>c>d>e>f' }, 'error', /5階層/],
    ['an empty level is an error', { userId: 'b8', department: 'a>>c' }, 'error', /部署名/],
    ['a new ID that is taken is an error', { userId: 'A001', newUserId: '007' }, 'error', /使われて/],
    ['renaming somebody unknown is an error', { userId: 'b9', newUserId: 'b10' }, 'error', /名簿にない/],
    ['an administrator does not end by file', { userId: 'kanri', state: '利用終了' }, 'error', /運営会社/],
  ])('%s', (_, cells, verdict, why) => {
    const { row } = judge(cells)
    expect(row.verdict).toBe(verdict)
    if (why) expect(row.why?.ja).toMatch(why)
  })

  test('a row in error keeps its cells as they were brought', () => {
    const cells = { userId: 'b7', state: '元気', name: '山田' }
    expect(judge(cells).cells).toEqual(cells)
  })

  test('what Shift_JIS could not hold is no change when the file comes back', () => {
    const inShiftJis = { ...known, asWritten: asShiftJis }
    expect(judge({ userId: 'y1', name: '〓田～' }, inShiftJis).row.verdict).toBe('same')
    expect(judge({ userId: 'y1', name: '〓田～' }).row.verdict).toBe('change')
    expect(judge({ userId: 'y1', name: '吉田～' }, inShiftJis).row.verdict).toBe('change')
  })
})

describe('the same file on its other lines', () => {
  const rows = (...cells: Cells[]) => cells.map((each, at) => ({ line: at + 2, cells: each }))
  const verdicts = (...cells: Cells[]) => {
    const all = rows(...cells)
    const beside = besideIn(all)
    return all.map((row) => judgeRow(row.line, row.cells, beside(row), known).row)
  }
  test('an ID that stands twice is an error on each line, and each names the other', () => {
    const found = verdicts({ userId: 'b1' }, { userId: 'c1' }, { userId: ' Ｂ1 ' })
    expect(found.map(({ verdict }) => verdict)).toEqual(['error', 'new', 'error'])
    expect([found[0]?.why?.ja, found[2]?.why?.ja]).toEqual([
      '同じユーザーIDが4行目にもあります。',
      '同じユーザーIDが2行目にもあります。',
    ])
  })
  test('lines 5 and 80,000 find one another', () => {
    const all = Array.from({ length: 80_000 }, (_, at) => ({ line: at + 1, cells: { userId: `n${at + 1}` } }))
    const far = all.map((row) => (row.line === 80_000 ? { line: 80_000, cells: { userId: 'N5' } } : row))
    const beside = besideIn(far)
    expect(beside(far[4] as never).others).toEqual([80_000])
    expect(beside(far[79_999] as never).others).toEqual([5])
    expect(beside(far[5] as never).others).toEqual([])
  })
  test('a new ID that another line has or takes is an error', () => {
    expect(
      verdicts({ userId: 'A001', newUserId: 'x1' }, { userId: 'X1' }).map(({ verdict }) => verdict),
    ).toEqual(['error', 'error'])
  })
  test('007 and 7 that are both new are 確認 and name one another', () => {
    const found = verdicts({ userId: '008' }, { userId: '8' })
    expect(found.map(({ verdict, suspect }) => [verdict, suspect])).toEqual([
      ['confirm', '8'],
      ['confirm', '008'],
    ])
  })
})
