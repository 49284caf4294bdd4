import type { Profile } from '../member/items.ts'
import { type Field, LABEL, stateOf } from './columns.ts'

export type Cells = Partial<Record<Field, string>>
/** What a row would change; `null` clears. Kept beside the row for the commit. */
export interface Wanted {
  userId?: string
  name?: string | null
  department?: string | null
  mail?: string | null
  category?: string | null
  state?: Profile['state']
}

const CLEAR = '(空)'
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u001F\u007F-\u009F\u2028-\u202E\u2066-\u2069]/
/** What Excel shows where a formula failed. */
const FAILED = /^#(?:N\/A|REF!|NAME\?|VALUE!|DIV\/0!|NULL!|NUM!)$/
const DATE = /^(?:(?:19|20)\d\d[/年-]\d{1,2}[/月-]\d{1,2}日?|\d{1,2}月\d{1,2}日)$/
const MAX = { name: 100, department: 310, mail: 254, category: 40 } as const
export type Sentence = { ja: string; en: string }
export const say = (ja: string, en: string): Sentence => ({ ja, en })

/** `事業部 > 営業部`: spaces around `>` and its width do not matter. */
export const pathText = (typed: string) =>
  typed
    .split(/[>＞]/)
    .map((part) => part.trim())
    .join(' > ')

export const wrongCell = (field: Field, text: string): Sentence | undefined => {
  if (CONTROL.test(text))
    return say(
      `${LABEL[field] ?? field}にタブや改行などの制御文字が含まれています。`,
      'Control characters such as tabs or line breaks are not accepted.',
    )
  if (!text.isWellFormed())
    return say('使えない文字が含まれています。', 'The text holds characters that cannot be used.')
  if (FAILED.test(text))
    return say(
      `${LABEL[field] ?? field}が計算式のエラー（${text}）になっています。値に直してください。`,
      `A formula failed here (${text}). Put the value instead.`,
    )
  const max = MAX[field as keyof typeof MAX]
  if (max && [...text].length > max)
    return say(`${LABEL[field]}が長すぎます（${max}文字まで）。`, `Too long (${max} characters at most).`)
  if (field === 'mail' && text !== CLEAR && !/^[^\s@<>,;:"']+@[^\s@<>,;:"']+\.[^\s@<>,;:"'.]+$/.test(text))
    return say('メールアドレスの形式が正しくありません。', 'This is not a mail address.')
  if (field === 'state' && !stateOf(text))
    return say(
      '利用状態は「利用中」「休止中」「利用終了」のいずれかにしてください。',
      'The state must be active, on leave or ended.',
    )
  if (field === 'department' && text !== CLEAR) {
    const parts = pathText(text).split(' > ')
    if (parts.length > 5) return say('部署は5階層までです。', 'Departments go five levels deep.')
    if (parts.some((part) => part === '' || [...part].length > 60))
      return say(
        '部署名が空か、長すぎます（60文字まで）。',
        'A department name is empty or too long (60 characters at most).',
      )
  }
  if (field === 'name' && DATE.test(text.trim()))
    return say(
      '氏名の列に日付が入っています。列がずれていないかご確認ください。',
      'There is a date in the name column. Have columns shifted?',
    )
  return undefined
}

export const wantedOf = (cells: Cells): Wanted => {
  const text = (value: string | undefined) =>
    value === undefined ? undefined : value.trim() === CLEAR ? null : value
  const department = text(cells.department)
  return Object.fromEntries(
    Object.entries({
      userId: cells.newUserId?.trim(),
      name: text(cells.name),
      department: department ? pathText(department) : department,
      mail: text(cells.mail)?.trim() ?? text(cells.mail),
      category: text(cells.category),
      state: cells.state ? stateOf(cells.state) : undefined,
    }).filter(([, value]) => value !== undefined),
  )
}
