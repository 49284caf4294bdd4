import { wordsOf } from '../kit/language.ts'
import { company } from './words/company.ts'
import { education } from './words/education.ts'
import { frame } from './words/frame.ts'
import { imports } from './words/import.ts'
import { people } from './words/people.ts'
import { record } from './words/record.ts'
import { work } from './words/work.ts'

/** Every word of the administrator's pages, by key, in both languages. */
export const w = wordsOf({ ...frame, ...people, ...imports, ...education, ...record, ...work, ...company })
