import { expect, test } from 'vitest'
import { type Format, sheetChunks } from '../../../lambdas/sheet/write.ts'

/** Bytes written for so many rows, and how far the heap rose above where it began. */
const written = async (format: Format, rows: number) => {
  async function* pages() {
    for (let at = 0; at < rows; at += 100)
      yield Array.from({ length: 100 }, (_, n) => [
        ...[
          `u${at + n}`,
          '受講 花子',
          '営業本部 > 東京営業部',
          '2026年度',
          '合格',
          '2026-11-25T10:00:00+09:00',
        ],
        ...Array.from({ length: 15 }, (_, column) => String((at * column + n) % 97)),
      ])
  }
  const before = process.memoryUsage()
  let most = 0
  let bytes = 0
  let chunks = 0
  for await (const chunk of sheetChunks(format, ['ID'], pages(), () => [['件数', String(rows)]])) {
    bytes += chunk.length
    if (++chunks % 50 === 0) {
      const now = process.memoryUsage()
      most = Math.max(most, now.heapUsed + now.arrayBuffers - before.heapUsed - before.arrayBuffers)
    }
  }
  return { bytes, mb: Math.round(most / 1e6) }
}

test.each(['csv', 'csv-sjis', 'tsv', 'xlsx'] as const)(
  '%s: memory does not grow with the rows of a download',
  async (format) => {
    await written(format, 2_000)
    const few = await written(format, 10_000)
    const many = await written(format, 50_000)
    expect(many.bytes).toBeGreaterThan(few.bytes * 4.5)
    expect(many.mb).toBeLessThan(few.mb + 64)
  },
  60_000,
)
