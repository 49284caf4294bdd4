import type { Shared } from '../runtime/shared.ts'
import type { AnswerKey, Catalogue, EditionForLearner, PublishedLesson } from './schema.ts'

/** The catalogue is held for a minute: a release is felt within that. */
export const readCatalogue = (shared: Shared) => shared.json<Catalogue>('catalogue.json', 60)

const at = (edition: string, revision: number) => `${edition}/r${revision}`

/** Titles and questions of a frozen edition, without the key. */
export const readEdition = (shared: Shared, edition: string, revision: number) =>
  shared.json<EditionForLearner>(`editions/${at(edition, revision)}/edition.json`)

export const readLesson = (shared: Shared, edition: string, revision: number, lesson: string) =>
  shared.json<PublishedLesson>(`editions/${at(edition, revision)}/lessons/${lesson}.json`)

/** Right choices and 解説: read only to grade. */
export const readKey = (shared: Shared, edition: string, revision: number) =>
  shared.json<AnswerKey>(`keys/${at(edition, revision)}.json`)
