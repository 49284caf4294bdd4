import { setTimeout as rest } from 'node:timers/promises'
import type { Files } from '../../lambdas/file/files.ts'
import { upload } from '../../lambdas/file/upload.ts'
import { recordCells } from '../../lambdas/record/export-job.ts'
import { type Format, sheetChunks } from '../../lambdas/sheet/write.ts'

/** Writes `rows` rows of a record as the job does, into parts that are thrown away; says the memory it took at most. */
const [rows, format] = [Number(process.argv[2]), process.argv[3] as Format]
const PAGE = 500
let peak = 0
const look = () => {
  peak = Math.max(peak, process.memoryUsage.rss())
}

const row = (n: number) =>
  recordCells(
    {
      memberId: `mem_${String(n).padStart(26, '0')}`,
      userId: `B${String(n).padStart(7, '0')}`,
      name: `計測 ${n}郎`,
      department: ['計測部', `第${n % 40}課`],
      state: 'active',
      status: 'passed',
      overdue: false,
      late: false,
      exempt: false,
      tries: 2,
      firstScore: 90,
      lastScore: 100,
      startedAt: '2026-11-25T01:00:00.000Z',
      passedAt: '2026-11-25T01:30:00.000Z',
      lastActivityAt: '2026-11-25T01:30:00.000Z',
      minutesSpent: 28,
    } as Parameters<typeof recordCells>[0],
    { fiscalYear: 2026, title: '個人情報保護', revision: 1, dueOn: '2026-12-25' },
  )
async function* pages() {
  for (let from = 0; from < rows; from += PAGE) {
    yield Array.from({ length: Math.min(PAGE, rows - from) }, (_, i) => row(from + i))
    look()
    // As after each page that comes over the wire, the collector gets its turn.
    if (from % (PAGE * 20) === 0) await rest(1)
  }
}
const files = {
  at: (id: string) => ({ Bucket: 'none', Key: id }),
  client: { send: async () => ({ UploadId: 'none', ETag: 'none' }) },
} as unknown as Files
const bytes = await upload(
  files,
  'fil_none',
  'text/csv',
  sheetChunks(format, ['ユーザーID'], pages(), () => []),
)
look()
process.stdout.write(JSON.stringify({ peak, bytes }))
