import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { AuthoredCourse } from '../lambdas/course/authoring.ts'
import { editionFiles } from '../lambdas/course/edition-files.ts'

const COURSES = new URL('../content/courses', import.meta.url).pathname
const yaml = (path: string): unknown => parse(readFileSync(path, 'utf8'))
const sorted = (dir: string, ending: string) =>
  readdirSync(dir)
    .filter((name) => name.endsWith(ending))
    .sort()

/** One course as it is written on disk: `course.yaml`, `lessons/*.yaml`, `questions/*.yaml`. Throws with what is wrong. */
export const readCourse = (dir: string): AuthoredCourse =>
  AuthoredCourse.parse({
    ...(yaml(join(dir, 'course.yaml')) as object),
    lessons: sorted(join(dir, 'lessons'), '.yaml').map((name) => yaml(join(dir, 'lessons', name))),
    questions: sorted(join(dir, 'questions'), '.yaml').flatMap(
      (name) => yaml(join(dir, 'questions', name)) as unknown[],
    ),
  })

const readFigures = (dir: string) =>
  sorted(join(dir, 'figures'), '.svg').map(
    (name) => [name.replace('.svg', ''), readFileSync(join(dir, 'figures', name), 'utf8').trim()] as const,
  )

/** All courses of the product and their figures, validated. */
export const readContent = (root = COURSES) => {
  const dirs = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(root, name))
  return { courses: dirs.map(readCourse), figures: new Map(dirs.flatMap(readFigures)) }
}

/** What a deploy and a local start publish. */
export const contentFiles = () => {
  const { courses, figures } = readContent()
  return editionFiles(courses, figures)
}

/** `content/REVIEW.md`: every basis with the day it was read, for a human reader. */
export const reviewList = (): string => {
  const lines = [
    '# Review list',
    '',
    'Every basis of the courses, with the day it was read. Made by `node bin/content.ts --review`.',
    '',
  ]
  for (const course of readContent().courses) {
    lines.push(`## ${course.title}`, '')
    for (const one of [...course.lessons, ...course.questions])
      for (const { source, readOn } of one.basis)
        lines.push(`- \`${one.id}\` · ${source} · read ${readOn} · reviewed ${one.reviewedOn}`)
    lines.push('')
  }
  return lines.join('\n')
}

if (process.argv[1] === import.meta.filename && process.argv.includes('--review'))
  process.stdout.write(reviewList())
