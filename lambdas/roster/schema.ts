import * as z from 'zod'
import { FileId } from '../file/schema.ts'
import { JobId } from '../job/schema.ts'
import { Cursor, Id } from '../runtime/shape.ts'
import { FIELDS } from './columns.ts'

export const ImportId = Id('imp')
/** 新規 / 変更 / 変更なし / 確認 / エラー. */
export const Verdict = z.enum(['new', 'change', 'same', 'confirm', 'error'])
/** The lists a dry run keeps: one for each verdict, and 「名簿にあってファイルにない人」. */
const Listed = z.enum([...Verdict.options, 'missing'])
const Count = z.number().int().min(0)
export const VerdictCounts = z.object({
  new: Count,
  change: Count,
  same: Count,
  confirm: Count,
  error: Count,
})

export const RosterCheck = z.strictObject({
  fileId: FileId,
  encoding: z.enum(['utf-8', 'shift_jis', 'utf-16le', 'utf-16be']).optional(),
  sheet: z.string().max(100).optional(),
  /** The columns as the administrator corrected them, by the header's line; '' leaves a column out. */
  columns: z
    .strictObject({
      line: z.number().int().min(1).max(10_000),
      fields: z.array(z.enum(['', ...FIELDS])).max(200),
    })
    .optional(),
})
export const RosterChecking = z.object({ importId: ImportId, jobId: JobId })
export const ImportRef = z.strictObject({ importId: ImportId })
export const Import = z.object({
  id: ImportId,
  jobId: JobId,
  state: z.enum(['checking', 'checked', 'committing', 'committed', 'refused']),
  fileName: z.string(),
  encoding: z.string().optional(),
  format: z.string().optional(),
  sheetName: z.string().optional(),
  sheets: z.array(z.string()).optional(),
  fileId: FileId,
  headerLine: z.number().int().optional(),
  columns: z.array(z.object({ header: z.string(), field: z.string().optional() })).optional(),
  counts: VerdictCounts.optional(),
  newDepartments: z.array(z.array(z.string())).optional(),
  missing: Count.optional(),
  noneKnown: z.boolean().optional(),
  refusal: z.object({ ja: z.string(), en: z.string(), line: z.number().optional() }).optional(),
  result: z.object({ done: Count, skipped: Count, skippedLines: z.array(z.number()).optional() }).optional(),
})
export const RosterRows = z.strictObject({
  importId: ImportId,
  verdict: Listed.optional(),
  cursor: Cursor.optional(),
})
const Sentence = z.object({ ja: z.string(), en: z.string() })
export const RosterRow = z.object({
  /** 0 for somebody whom the file does not name. */
  line: z.number().int(),
  verdict: Listed,
  userId: z.string(),
  name: z.string().optional(),
  department: z.string().optional(),
  changes: z.array(z.object({ field: z.string(), from: z.string(), to: z.string() })),
  why: Sentence.optional(),
  suspect: z.string().optional(),
})
export const RosterRowPage = z.object({ rows: z.array(RosterRow), cursor: Cursor.optional() })
/** 確認 rows are taken only where their line is ticked. */
export const RosterCommit = z.strictObject({
  importId: ImportId,
  ticked: z.union([z.literal('all'), z.array(z.number().int().min(1)).max(20_000)]),
})
export const SheetFormat = z.enum(['tsv', 'csv', 'csv-sjis', 'xlsx'])
export const RosterExport = z.strictObject({ format: SheetFormat })
export type SheetFormat = z.output<typeof SheetFormat>
export type RosterRow = z.output<typeof RosterRow>
export type Import = z.output<typeof Import>
