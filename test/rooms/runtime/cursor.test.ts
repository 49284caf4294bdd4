import { expect, test } from 'vitest'
import { cursorOf, keyOf } from '../../../lambdas/runtime/cursor.ts'
import type { Table } from '../../../lambdas/runtime/table.ts'
import { walk, walkAhead } from '../../../lambdas/runtime/walk.ts'

const NAMES = ['pk', 'sk']
const cursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const own = (key: Readonly<Record<string, string>>) =>
  key.pk === 'T#a#ROST' && (key.sk ?? '').startsWith('active#')

test('a cursor that the list gave leads back to its key', () => {
  const key = { pk: 'T#a#ROST', sk: 'active#9' }
  expect(keyOf(cursorOf(key) as string, NAMES, own)).toEqual(key)
})

test.each<[string, string]>([
  ['no JSON', 'AAAA'],
  ['nothing', cursor(null)],
  ['a text', cursor('pk')],
  ['a list', cursor(['T#a#ROST', 'active#9'])],
  ['too few names', cursor({ pk: 'T#a#ROST' })],
  ['too many names', cursor({ pk: 'T#a#ROST', sk: 'active#9', listPk: 'T#a#' })],
  ['other names', cursor({ pk: 'T#a#ROST', listSk: 'active#9' })],
  ['a number', cursor({ pk: 'T#a#ROST', sk: 9 })],
  ['an empty key', cursor({ pk: 'T#a#ROST', sk: '' })],
  ['another company’s key', cursor({ pk: 'T#b#ROST', sk: 'active#9' })],
  ['a key out of bounds', cursor({ pk: 'T#a#ROST', sk: 'ended#9' })],
])('a cursor of %s is refused as an invalid field', (_, made) => {
  expect(() => keyOf(made, NAMES, own)).toThrow(expect.objectContaining({ kind: 'invalid' }))
})

test.each(['AAAA', 'MA', cursor({ pk: 'T#a#ROST' }), Buffer.from('-1 ').toString('base64url')])(
  'a cursor over several partitions that no list gave (%s) is refused, not taken for the first page',
  async (made) => {
    const table = { list: async () => ({ items: [] }) } as unknown as Table
    for (const page of [walk, walkAhead])
      await expect(page(table, ['T#a#ROST#0'], {}, 10, made)).rejects.toMatchObject({ kind: 'invalid' })
  },
)
