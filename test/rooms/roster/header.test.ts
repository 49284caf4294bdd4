import { expect, test } from 'vitest'
import { HeaderMissing, headed } from '../../../lambdas/roster/header.ts'

async function* lines(...rows: string[][]) {
  for (const [at, cells] of rows.entries()) yield { line: at + 1, cells }
}
const fieldsOf = async (...given: Parameters<typeof headed>) => {
  const { header } = await headed(...given)
  return [header.line, header.columns.map(({ field }) => field)]
}

test('the header is found below a title line', async () => {
  expect(await fieldsOf(lines(['社員一覧'], ['社員番号', '氏名', '内線']))).toEqual([
    2,
    ['userId', 'name', undefined],
  ])
})

test('columns that the administrator names stand before what their headings say', async () => {
  const file = lines(['社員一覧', ''], ['No.', '氏名'], ['E001', '佐藤'])
  expect(await fieldsOf(file, { line: 2, fields: ['userId', ''] })).toEqual([2, ['userId', undefined]])
})

test('a file without a column of user IDs is refused with its first table-like line as a guess', async () => {
  const refused = await headed(lines(['社員一覧'], ['No.', '氏名'])).catch((error) => error)
  expect(refused).toBeInstanceOf(HeaderMissing)
  expect(refused.guess).toMatchObject({ line: 2, columns: [{ header: 'No.' }, { field: 'name' }] })
})

test('a column named twice by the administrator is refused', async () => {
  const twice = { line: 1, fields: ['userId', 'userId'] as const }
  await expect(headed(lines(['A', 'B'], ['1', '2']), twice)).rejects.toMatchObject({ line: 1 })
})
