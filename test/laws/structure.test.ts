import { describe, expect, test } from 'vitest'
import { repository } from './structure/files.ts'
import { importRules, textRules } from './structure/rules.ts'

const files = repository()

describe.each([...importRules, ...textRules])('every file: $says', ({ find, specimen }) => {
  test('every file of the repository keeps it', () => {
    expect(find(files)).toEqual([])
  })
  test('every guard sees its specimen', () => {
    expect(find([specimen])).toHaveLength(1)
  })
})
