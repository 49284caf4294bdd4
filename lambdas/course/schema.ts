import * as z from 'zod'

/** Published shapes: what lies under `shared/` in the content bucket. Authoring shapes are in `authoring.ts`. */
export const SlotName = z.enum([
  'companyName',
  'privacyPolicy',
  'securityPolicy',
  'privacyOfficer',
  'securityOfficer',
  'incidentContact',
])

/** One piece of a lesson: the browser needs no text format but these. */
export const Block = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('h'), text: z.string() }),
  z.object({ kind: z.literal('p'), text: z.string() }),
  z.object({ kind: z.literal('list'), items: z.array(z.string()), ordered: z.boolean().optional() }),
  z.object({ kind: z.literal('case'), title: z.string(), text: z.string() }),
  z.object({ kind: z.literal('note'), text: z.string() }),
  z.object({ kind: z.literal('figure'), svg: z.string(), caption: z.string() }),
  /** 「自社の方針」: the company's own words, or `general` where it has entered none. */
  z.object({ kind: z.literal('slot'), slot: SlotName, title: z.string(), general: z.string() }),
  /** A checkpoint to think over, not graded. */
  z.object({ kind: z.literal('check'), text: z.string(), answer: z.string() }),
])
export type Block = z.output<typeof Block>

export const PublishedLesson = z.object({
  id: z.string(),
  title: z.string(),
  minutes: z.number(),
  blocks: z.array(Block),
})
export type PublishedLesson = z.output<typeof PublishedLesson>

export const Topic = z.object({ id: z.string(), title: z.string() })

/** An edition without right choices and 解説. */
export const EditionForLearner = z.object({
  id: z.string(),
  course: z.string(),
  title: z.string(),
  summary: z.string(),
  fiscalYear: z.number().int(),
  revision: z.number().int(),
  minutes: z.number(),
  passMark: z.number().int(),
  topics: z.array(Topic),
  lessons: z.array(z.object({ id: z.string(), title: z.string(), minutes: z.number() })),
  questions: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      choices: z.array(z.object({ id: z.enum(['a', 'b', 'c', 'd']), text: z.string() })),
    }),
  ),
})
export type EditionForLearner = z.output<typeof EditionForLearner>

/** Right choice and 解説 of each question; `excluded` are 採点対象外. */
export const AnswerKey = z.object({
  edition: z.string(),
  revision: z.number().int(),
  questions: z.record(
    z.string(),
    z.object({
      right: z.enum(['a', 'b', 'c', 'd']),
      explanation: z.string(),
      lesson: z.string(),
      topic: z.string(),
    }),
  ),
  excluded: z.array(z.string()).optional(),
})
export type AnswerKey = z.output<typeof AnswerKey>

export const CatalogueEdition = z.object({
  id: z.string(),
  course: z.string(),
  kind: z.enum(['yearly', 'fixed']),
  title: z.string(),
  summary: z.string(),
  fiscalYear: z.number().int(),
  revision: z.number().int(),
  releasedAt: z.string().optional(),
  minutes: z.number(),
  lessons: z.number().int(),
  questions: z.number().int(),
  /** SHA-256 of all that is frozen in it. */
  hash: z.string(),
})
export const Catalogue = z.object({ editions: z.array(CatalogueEdition) })
export type Catalogue = z.output<typeof Catalogue>
