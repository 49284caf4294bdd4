// The code alone: the package's own entry brings renderers for files that nobody makes here.
import { create } from 'qrcode/lib/core/qrcode.js'
import type { Font } from '../print/font.ts'
import { A4, type Document, newDocument, type Page } from '../print/pdf.ts'

export interface Slip {
  readonly userId: string
  readonly name: string
  readonly department: string
  readonly password: string
}
export interface SlipFrame {
  readonly company: string
  readonly code: string
  readonly url: string
  /** 2026年12月24日 */
  readonly until: string
}

const MARGIN = 42
const PER_PAGE = 3
const HEIGHT = (A4.height - 60) / PER_PAGE

const QR_SIZE = 92
const qrForm = (document: Document, url: string) => {
  const { modules } = create(url, { errorCorrectionLevel: 'M' })
  const cell = QR_SIZE / modules.size
  const cells = Array.from({ length: modules.size ** 2 }, (_, i) => i).flatMap((i) => {
    const [x, y] = [i % modules.size, Math.floor(i / modules.size)]
    // A hair wider than the raster, so that no white lines show between neighbours.
    return modules.get(y, x) ? [{ x: x * cell, y: y * cell, side: cell + 0.05 }] : []
  })
  return document.form(QR_SIZE, cells)
}

/** Cut to a width, with … where something is left out: the file's CSV has it whole. */
const fitted = (document: Document, text: string, size: number, width: number) => {
  if (document.measure(text, size) <= width) return text
  const characters = [...text]
  while (characters.length > 1 && document.measure(`${characters.join('')}…`, size) > width) characters.pop()
  return `${characters.join('')}…`
}

const drawSlip = (document: Document, page: Page, top: number, slip: Slip, frame: SlipFrame, qr: number) => {
  const width = A4.width - MARGIN * 2
  const left = MARGIN
  const pair = (y: number, label: string, value: string, size = 12) => {
    page.text(left, y, 9, label)
    page.text(left + 78, y, size, fitted(document, value, size, width - 200))
  }
  page.text(left, top + 24, 15, '初回ログイン案内')
  page.text(left + 140, top + 24, 10, fitted(document, frame.company, 10, width - 150))
  page.line(left, top + 32, left + width, top + 32, 0.8)
  if (slip.name) pair(top + 52, '氏名', `${slip.name} 様`, 12)
  if (slip.department) pair(top + 70, '部署', slip.department, 10)
  pair(top + 94, '会社コード', frame.code, 13)
  pair(top + 114, 'ユーザーID', slip.userId, 13)
  pair(top + 136, '仮パスワード', slip.password, 16)
  page.text(left, top + 156, 9, `この案内は ${frame.until} まで、一度だけ使えます。`)
  for (const [at, line] of [
    `1. 右の二次元コードを読み取るか、${frame.url} を開きます。`,
    '2. 会社コード・ユーザーID・仮パスワードを入力します。',
    '3. ご自身のパスワード（12文字以上）を決めると、受講を始められます。',
  ].entries())
    page.text(left, top + 176 + at * 15, 9.5, line)
  page.text(
    left,
    top + 226,
    8.5,
    'お困りのときは、会社の管理者にお問い合わせください。仮パスワードはほかの人に見せないでください。',
  )
  page.stamp(qr, left + width - 96, top + 46)
  page.line(left, top + HEIGHT - 10, left + width, top + HEIGHT - 10, 0.3)
}

/** Slips three to a page, a new page at each department, in the order given. Names the characters the font lacks. */
export const printSlips = (
  font: Font,
  slips: readonly Slip[],
  frame: SlipFrame,
): { bytes: Uint8Array; lacking: string[] } => {
  const document = newDocument(font, `初回ログイン案内 ${frame.company}`)
  const qr = qrForm(document, frame.url)
  let page: Page | undefined
  let at = 0
  let department: string | undefined
  for (const slip of slips) {
    if (!page || at === PER_PAGE || slip.department !== department) {
      page = document.addPage()
      at = 0
    }
    drawSlip(document, page, 30 + at * HEIGHT, slip, frame, qr)
    department = slip.department
    at++
  }
  return { bytes: document.bytes(), lacking: [...document.lacking] }
}
