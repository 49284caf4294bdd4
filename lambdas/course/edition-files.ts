import { createHash } from 'node:crypto'
import { fromMs, toMs } from '../runtime/clock.ts'
import type { AuthoredCourse } from './authoring.ts'
import type { AnswerKey, Block, Catalogue, EditionForLearner, PublishedLesson } from './schema.ts'

export interface PublishedFile {
  readonly key: string
  readonly body: string
}
type Lesson = AuthoredCourse['lessons'][number]
type Edition = AuthoredCourse['editions'][number]
const IDS = ['a', 'b', 'c', 'd'] as const

const blockOf = (block: Lesson['blocks'][number], figures: ReadonlyMap<string, string>): Block => {
  if ('h' in block) return { kind: 'h', text: block.h }
  if ('p' in block) return { kind: 'p', text: block.p }
  if ('list' in block) return { kind: 'list', items: block.list, ...(block.ordered ? { ordered: true } : {}) }
  if ('case' in block) return { kind: 'case', title: block.case, text: block.text }
  if ('note' in block) return { kind: 'note', text: block.note }
  if ('slot' in block) return { kind: 'slot', slot: block.slot, title: block.title, general: block.general }
  if ('check' in block) return { kind: 'check', text: block.check, answer: block.answer }
  const svg = figures.get(block.figure)
  if (!svg) throw new Error(`the figure ${block.figure} is missing`)
  return { kind: 'figure', svg, caption: block.caption }
}

const lessonOf = (lesson: Lesson, year: number, figures: ReadonlyMap<string, string>): PublishedLesson => {
  const opening = lesson.cases[String(year)]
  const blocks = lesson.blocks.map((block) => blockOf(block, figures))
  return {
    id: lesson.id,
    title: lesson.title,
    minutes: lesson.minutes,
    blocks: opening ? [{ kind: 'case', title: opening.case, text: opening.text }, ...blocks] : blocks,
  }
}

/** Which letter the right choice gets: spread by the question's id, so that the data gives nothing away by place. */
const turn = (id: string) => createHash('sha256').update(id).digest().readUInt8(0) % 4

const editionOf = (course: AuthoredCourse, edition: Edition) => {
  const id = `${course.id}-${edition.fiscalYear}`
  const asked = edition.questions.flatMap((q) => course.questions.filter((one) => one.id === q))
  const shown: EditionForLearner = {
    id,
    course: course.id,
    title: course.title,
    summary: course.summary,
    fiscalYear: edition.fiscalYear,
    revision: edition.revision,
    minutes: course.lessons.reduce((sum, { minutes }) => sum + minutes, 0) + asked.length,
    passMark: course.passMark,
    topics: course.topics,
    lessons: course.lessons.map(({ id, title, minutes }) => ({ id, title, minutes })),
    questions: asked.map(({ id, text, choices }) => ({
      id,
      text,
      choices: IDS.map((letter, at) => ({ id: letter, text: choices[(at + turn(id)) % 4] as string })),
    })),
  }
  const key: AnswerKey = {
    edition: id,
    revision: edition.revision,
    questions: Object.fromEntries(
      asked.map(({ id, explanation, lesson, topic }) => [
        id,
        { right: IDS[(4 - turn(id)) % 4] as (typeof IDS)[number], explanation, lesson, topic },
      ]),
    ),
  }
  return { shown, key }
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** The objects to publish for all courses, with the catalogue last: whoever reads it finds everything it names. */
export const editionFiles = (
  courses: readonly AuthoredCourse[],
  figures: ReadonlyMap<string, string>,
): PublishedFile[] => {
  const files: PublishedFile[] = []
  const catalogue: Catalogue = { editions: [] }
  for (const course of courses)
    for (const edition of course.editions) {
      const { shown, key } = editionOf(course, edition)
      const lessons = course.lessons.map((lesson) => lessonOf(lesson, edition.fiscalYear, figures))
      const at = `${shown.id}/r${shown.revision}`
      files.push({ key: `shared/editions/${at}/edition.json`, body: JSON.stringify(shown) })
      for (const lesson of lessons)
        files.push({ key: `shared/editions/${at}/lessons/${lesson.id}.json`, body: JSON.stringify(lesson) })
      files.push({ key: `shared/keys/${at}.json`, body: JSON.stringify(key) })
      catalogue.editions.push({
        id: shown.id,
        course: course.id,
        kind: course.kind,
        title: shown.title,
        summary: shown.summary,
        fiscalYear: shown.fiscalYear,
        revision: shown.revision,
        releasedAt: edition.releasedAt && fromMs(toMs(edition.releasedAt)),
        minutes: shown.minutes,
        lessons: lessons.length,
        questions: shown.questions.length,
        hash: sha256(
          JSON.stringify([{ ...shown, fiscalYear: 0, id: '', revision: 0 }, lessons, key.questions]),
        ),
      })
    }
  return [...files, { key: 'shared/catalogue.json', body: JSON.stringify(catalogue) }]
}
