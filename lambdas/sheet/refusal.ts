/** Why a file cannot be read, in words for the person who brought it; `line` where one line is at fault. */
export class SheetRefusal extends Error {
  readonly words: { ja: string; en: string }
  readonly line: number | undefined
  /** The bytes are no characters of the encoding. */
  readonly isEncoding: boolean
  constructor(ja: string, en: string, line?: number, isEncoding = false) {
    super(en)
    this.words = { ja, en }
    this.line = line
    this.isEncoding = isEncoding
  }
}
