import * as z from 'zod'
import { SlotName, Topic } from './schema.ts'

/** Law and article, guideline or standard clause, with the day it was read. */
const Basis = z.strictObject({ source: z.string().min(4), readOn: z.iso.date() })
const Factual = { basis: z.array(Basis).min(1), reviewedOn: z.iso.date() }

const AuthoredBlock = z.union([
  z.strictObject({ h: z.string() }),
  z.strictObject({ p: z.string(), basis: z.array(Basis).min(1).optional() }),
  z.strictObject({ list: z.array(z.string()).min(2), ordered: z.boolean().optional() }),
  z.strictObject({ case: z.string(), text: z.string() }),
  z.strictObject({ note: z.string() }),
  z.strictObject({ figure: z.string().regex(/^[a-z0-9-]+$/), caption: z.string() }),
  z.strictObject({ slot: SlotName, title: z.string(), general: z.string() }),
  z.strictObject({ check: z.string(), answer: z.string() }),
])

export const AuthoredLesson = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string(),
  minutes: z.number().int().min(3).max(5),
  topics: z.array(z.string()).min(1),
  ...Factual,
  /** The opening case of each 年度. */
  cases: z.record(z.string().regex(/^\d{4}$/), z.strictObject({ case: z.string(), text: z.string() })),
  blocks: z.array(AuthoredBlock).min(5),
})

export const AuthoredQuestion = z
  .strictObject({
    id: z.string().regex(/^q-[a-z0-9-]+$/),
    lesson: z.string(),
    topic: z.string(),
    text: z.string().min(20),
    /** The first is right; the published order is by id, the shown order by each attempt's seed. */
    choices: z.array(z.string().min(4)).length(4),
    explanation: z.string().min(30),
    ...Factual,
  })
  .refine(({ choices }) => new Set(choices).size === 4, { error: 'choices must differ' })

export const AuthoredEdition = z.strictObject({
  fiscalYear: z.number().int(),
  revision: z.number().int().min(1),
  releasedAt: z.iso.datetime({ offset: true }).optional(),
  questions: z.array(z.string()).min(5),
})

const shared = <T>(a: readonly T[], b: readonly T[]) => a.filter((one) => b.includes(one))

/** A course as it is written; refused where anything an assessor or a learner relies on is missing. */
export const AuthoredCourse = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]+$/),
    kind: z.enum(['yearly', 'fixed']),
    title: z.string(),
    summary: z.string(),
    passMark: z.literal(100),
    topics: z.array(Topic).min(4),
    editions: z.array(AuthoredEdition).min(1),
    lessons: z.array(AuthoredLesson).min(5),
    questions: z.array(AuthoredQuestion),
  })
  .superRefine((course, context) => {
    const refuse = (message: string) => context.addIssue({ code: 'custom', message, input: course })
    const lessons = new Set(course.lessons.map(({ id }) => id))
    const questions = new Map(course.questions.map((one) => [one.id, one]))
    if (questions.size !== course.questions.length) refuse('a question id stands twice')
    for (const one of course.questions)
      if (!lessons.has(one.lesson)) refuse(`question ${one.id} links an unknown lesson`)
    const editions = [...course.editions].sort((a, b) => a.fiscalYear - b.fiscalYear)
    for (const [at, edition] of editions.entries()) {
      const year = edition.fiscalYear
      const covered = new Set(edition.questions.map((id) => questions.get(id)?.topic))
      for (const id of edition.questions)
        if (!questions.has(id)) refuse(`edition ${year} names the unknown question ${id}`)
      if (new Set(edition.questions).size !== edition.questions.length)
        refuse(`edition ${year} asks a question twice`)
      for (const { id } of course.topics) {
        if (!covered.has(id)) refuse(`edition ${year} asks nothing on ${id}`)
        if (!course.lessons.some(({ topics }) => topics.includes(id))) refuse(`no lesson teaches ${id}`)
      }
      const before = editions[at - 1]
      if (!before) continue
      const common = shared(before.questions, edition.questions).length
      if (course.kind === 'yearly' && common > 0)
        refuse(`editions ${before.fiscalYear} and ${year} share ${common} questions`)
      if (course.kind === 'fixed' && common !== edition.questions.length)
        refuse(`the fixed course differs in ${year}`)
    }
  })
export type AuthoredCourse = z.output<typeof AuthoredCourse>
