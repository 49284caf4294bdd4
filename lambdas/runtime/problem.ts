import { type ProblemKind, problems } from '../problems.ts'

export interface FieldProblem {
  readonly path: string
  readonly ja: string
  readonly en: string
}

/** The only error that speaks to the outside (RFC 9457). Everything else becomes `unexpected` and a log line. */
export class Problem extends Error {
  readonly kind: ProblemKind
  readonly fields: readonly FieldProblem[]
  readonly words: { ja: string; en: string }

  /** `words` replaces the kind's general sentences where the room can say something more exact. */
  constructor(
    kind: ProblemKind,
    more: { fields?: readonly FieldProblem[]; words?: { ja: string; en: string } } = {},
  ) {
    super(kind)
    this.kind = kind
    this.fields = more.fields ?? []
    const [, ja, en] = problems[kind]
    this.words = more.words ?? { ja, en }
  }

  get status(): number {
    return problems[this.kind][0]
  }

  body() {
    return {
      type: `urn:kizuki:problem:${this.kind}`,
      title: this.words.en,
      status: this.status,
      kind: this.kind,
      ...this.words,
      ...(this.fields.length > 0 ? { fields: this.fields } : {}),
    }
  }
}
