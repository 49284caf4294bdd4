/** Why a file cannot be read, in words for the person who brought it; `line` where one line is at fault. */
export class SheetRefusal extends Error {
  readonly words: { ja: string; en: string }
  readonly line: number | undefined
  constructor(ja: string, en: string, line?: number) {
    super(en)
    this.words = { ja, en }
    this.line = line
  }
}
