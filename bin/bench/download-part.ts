import { execFileSync } from 'node:child_process'
import { NODE_OPTIONS } from '../../lib/functions.ts'
import { against, type Found } from './part.ts'

const ROWS = new URL('download-rows.ts', import.meta.url).pathname
const FORMATS = ['csv', 'xlsx'] as const
const MB = 1024 * 1024

const peakMb = (rows: number, format: string) =>
  (
    JSON.parse(
      execFileSync(process.execPath, [NODE_OPTIONS, ROWS, String(rows), format], {
        encoding: 'utf8',
      }),
    ) as { peak: number }
  ).peak / MB

/** Memory that a download of the record takes more at a million rows than at ten thousand. */
export const downloadPart = async (): Promise<Found> => {
  const found = FORMATS.map((format) => {
    const [few, many] = [peakMb(10_000, format), peakMb(1_000_000, format)]
    return { format, peakMbAt10000: few, peakMbAt1000000: many, growthMb: many - few }
  })
  return {
    figures: { formats: found },
    lines: found.map(({ format, growthMb }) =>
      against(`${format}: growth to 1,000,000 rows`, growthMb, 'MB', 64),
    ),
  }
}
