import { minuteInTokyo } from '../runtime/tokyo.ts'

export interface Facts {
  readonly name: string
  readonly company: string
  readonly url: string
  readonly until: string
}

/** What a letter says around its one link; the frame is the same for all. */
export interface Letter {
  readonly subject: string
  readonly lines: readonly string[]
  readonly button: string
  readonly en: string
}

const ONCE = (facts: Facts) =>
  `このページは ${minuteInTokyo(facts.until)}（日本時間）まで、一度だけ使えます。`
const FOOT = 'このメールは送信専用です。お心当たりのない場合は、何もせずに破棄してください。'

const asText = (letter: Letter, facts: Facts) =>
  [
    facts.company,
    `${facts.name} 様`,
    '',
    ...letter.lines,
    '',
    facts.url,
    '',
    ONCE(facts),
    '',
    '-- English --',
    letter.en,
    '',
    FOOT,
  ].join('\n')

const escaped = (text: string) => text.replace(/[<>&"']/g, (c) => `&#${c.charCodeAt(0)};`)
const paragraph = (lines: readonly string[]) => `<p>${lines.map(escaped).join('<br>')}</p>`

/** A page without style sheet, picture or script: nothing is fetched, nothing tells that it was read. */
const asHtml = (letter: Letter, facts: Facts) =>
  [
    '<!doctype html>',
    `<html lang="ja"><head><meta charset="utf-8"><title>${escaped(letter.subject)}</title></head><body>`,
    paragraph([facts.company, `${facts.name} 様`]),
    paragraph(letter.lines),
    `<p><a href="${escaped(facts.url)}">${escaped(letter.button)}</a></p>`,
    paragraph([ONCE(facts)]),
    `<p lang="en">${escaped(letter.en)}</p>`,
    paragraph([FOOT]),
    '</body></html>',
  ].join('\n')

export const written = (letter: Letter, facts: Facts) => ({
  subject: letter.subject,
  text: asText(letter, facts),
  html: asHtml(letter, facts),
})
