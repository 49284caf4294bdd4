import { Unzip, UnzipInflate } from 'fflate'
import { SheetRefusal } from './refusal.ts'

/** A roster of 100,000 people is about 40 MB unpacked, and tables shrink to a thirtieth at best; a bomb is far beyond. */
const MAX_UNPACKED = 150_000_000
const SUSPECT_FROM = 10_000_000
const SUSPECT_RATIO = 300
const MAX_ENTRIES = 500
/** What is unpacked before anybody looks: deflate makes at most a thousand times as much of it. */
const BITE = 16 * 1024

export const broken = () =>
  new SheetRefusal(
    'Excel ファイルを読み取れませんでした。.xlsx 形式で保存し直してください。',
    'The Excel file could not be read. Please save it as .xlsx again.',
  )

export type Part = Uint8Array[]

/** The parts of the package that a table needs, unpacked. */
export const unpack = async (chunks: AsyncIterable<Uint8Array>): Promise<Map<string, Part>> => {
  const parts = new Map<string, Part>()
  let total = 0
  let packed = 0
  let entries = 0
  let failed: unknown
  const unzip = new Unzip((file) => {
    if (++entries > MAX_ENTRIES) failed = broken()
    if (
      failed ||
      !/^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|styles\.xml|worksheets\/[\w-]+\.xml)$/.test(
        file.name,
      )
    )
      return
    const part: Uint8Array[] = []
    parts.set(file.name, part)
    file.ondata = (error, data) => {
      if (error) failed = broken()
      total += data?.length ?? 0
      if (total > MAX_UNPACKED || (total > SUSPECT_FROM && total > packed * SUSPECT_RATIO))
        failed = new SheetRefusal(
          'ファイルが大きすぎます。行を分けて取り込んでください。',
          'The file is too large. Please import it in parts.',
        )
      if (failed) file.terminate()
      else part.push(data)
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  try {
    for await (const chunk of chunks) {
      for (let at = 0; at < chunk.length; at += BITE) {
        const bite = chunk.subarray(at, at + BITE)
        packed += bite.length
        unzip.push(bite)
        if (failed) throw failed
      }
    }
    unzip.push(new Uint8Array(), true)
  } catch (error) {
    throw error instanceof SheetRefusal ? error : broken()
  }
  if (failed) throw failed
  return parts
}
