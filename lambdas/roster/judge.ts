import type { Profile } from '../member/items.ts'
import { isUserId, normalUserId } from '../member/user-id.ts'
import { type Field, LABEL, STATE_LABEL, stateOf } from './columns.ts'
import type { RosterRow } from './schema.ts'

export type Cells = Partial<Record<Field, string>>
/** What the judge knows of the roster: people by ID and by name with department, department paths by their text. */
export interface Known {
  byNormal(normal: string): Profile | undefined
  bySame(name: string, department: string): Profile | undefined
  pathOf(profile: Profile): string
  departmentId(path: string): string | undefined
}
/** What a row would change; `null` clears. Kept beside the row for the commit. */
export interface Wanted {
  userId?: string
  name?: string | null
  department?: string | null
  mail?: string | null
  category?: string | null
  state?: Profile['state']
}
export interface Judged {
  readonly row: RosterRow
  readonly memberId?: string
  readonly version?: number
  readonly wanted: Wanted
}

const CLEAR = '(空)'
const MAX = { name: 100, department: 310, mail: 254, category: 40 } as const
type Sentence = { ja: string; en: string }
const say = (ja: string, en: string): Sentence => ({ ja, en })

/** `事業部 > 営業部`: spaces around `>` and its width do not matter. */
export const pathText = (typed: string) =>
  typed
    .split(/[>＞]/)
    .map((part) => part.trim())
    .join(' > ')

const wrongCell = (field: Field, text: string): Sentence | undefined => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000-\u001F\u007F]/.test(text))
    return say(
      `${LABEL[field] ?? field}にタブや改行などの制御文字が含まれています。`,
      'Control characters such as tabs or line breaks are not accepted.',
    )
  if (!text.isWellFormed())
    return say('使えない文字が含まれています。', 'The text holds characters that cannot be used.')
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
  if (field === 'name' && /^(?:19|20)\d\d[/-]\d{1,2}[/-]\d{1,2}$/.test(text))
    return say(
      '氏名の列に日付が入っています。列がずれていないかご確認ください。',
      'There is a date in the name column. Have columns shifted?',
    )
  return undefined
}

const wantedOf = (cells: Cells): Wanted => {
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

const nowOf = (field: string, one: Profile, known: Known): string => {
  if (field === 'department') return known.pathOf(one)
  if (field === 'state') return STATE_LABEL[one.state]
  return String(one[field as 'name'] ?? '')
}
const changesOf = (wanted: Wanted, one: Profile, known: Known) =>
  Object.entries(wanted).flatMap(([field, value]) => {
    const to = field === 'state' ? STATE_LABEL[value as Profile['state']] : (value ?? '')
    const from = nowOf(field, one, known)
    return from === to ? [] : [{ field, from, to }]
  })

/** IDs that a spreadsheet may have made of `id` by dropping or by lacking leading zeros. */
const zeroKin = (id: string, known: Known): string | undefined => {
  const bare = id.replace(/^0+(?=.)/, '')
  if (!/^\d+$/.test(id)) return undefined
  for (let width = bare.length; width <= 10; width++) {
    const other = bare.padStart(width, '0')
    if (other !== id && known.byNormal(other)) return known.byNormal(other)?.userId
  }
  return undefined
}

/** `1E+05` and `1.23E+05` are what a spreadsheet makes of long numbers. */
const isExponent = (id: string) => /^\d(\.\d+)?e[+-]?\d+$/i.test(id)

/** The verdict on one row; `others` are the lines of the same file that name the same ID. */
export const judgeRow = (line: number, cells: Cells, others: readonly number[], known: Known): Judged => {
  const typed = (cells.userId ?? '').trim()
  const wanted = wantedOf(cells)
  const base = {
    line,
    userId: typed,
    name: cells.name,
    department: cells.department && pathText(cells.department),
    changes: [],
  }
  const judged = (verdict: RosterRow['verdict'], more: Partial<RosterRow> = {}, one?: Profile): Judged => ({
    row: { ...base, verdict, ...more },
    wanted,
    ...(one ? { memberId: one.id, version: one.version } : {}),
  })
  const error = (why: Sentence) => judged('error', { why })

  if (typed === '') return error(say('ユーザーIDが空です。', 'The user ID is empty.'))
  if (!isUserId(typed) && !isExponent(typed))
    return error(
      say(
        'ユーザーIDに使えない文字があるか、64文字を超えています。',
        'The user ID has characters that cannot be used, or is longer than 64.',
      ),
    )
  for (const [field, text] of Object.entries(cells)) {
    const wrong = field === 'userId' || field === 'newUserId' ? undefined : wrongCell(field as Field, text)
    if (wrong) return error(wrong)
  }
  if (wanted.userId !== undefined && !isUserId(wanted.userId))
    return error(
      say('新ユーザーIDに使えない文字があります。', 'The new user ID has characters that cannot be used.'),
    )
  if (others.length > 0)
    return error(
      say(
        `同じユーザーIDが${others.join('、')}行目にもあります。`,
        `The same user ID is on line ${others.join(', ')} too.`,
      ),
    )
  const one = known.byNormal(normalUserId(typed))
  return one ? judgeKnown(judged, wanted, one, known) : judgeNew(judged, typed, wanted, known)
}

type Judge = (verdict: RosterRow['verdict'], more?: Partial<RosterRow>, one?: Profile) => Judged

const judgeKnown = (judged: Judge, wanted: Wanted, one: Profile, known: Known): Judged => {
  const changes = changesOf(wanted, one, known)
  const taken = wanted.userId !== undefined ? known.byNormal(normalUserId(wanted.userId)) : undefined
  if (taken && taken.id !== one.id)
    return judged('error', {
      why: say('新ユーザーIDはすでに使われています。', 'The new user ID is already in use.'),
    })
  if (one.roles.includes('administrator') && changes.some(({ field }) => field === 'state'))
    return judged('error', {
      why: say(
        '管理者の利用状態は変えられません。管理者の変更は運営会社へご依頼ください。',
        'Ask the operating company to change an administrator.',
      ),
    })
  if (one.state === 'ended' && wanted.state !== 'ended') {
    const why = say('利用終了の方です。選ぶと利用中に戻ります。', 'This person has ended. Tick to restore.')
    return judged(
      'confirm',
      {
        why,
        changes: [
          ...changes.filter(({ field }) => field !== 'state'),
          { field: 'state', from: STATE_LABEL.ended, to: STATE_LABEL[wanted.state ?? 'active'] },
        ],
      },
      one,
    )
  }
  return judged(changes.length > 0 ? 'change' : 'same', { changes }, one)
}

const judgeNew = (judged: Judge, typed: string, wanted: Wanted, known: Known): Judged => {
  if (wanted.userId !== undefined)
    return judged('error', {
      why: say(
        '名簿にないユーザーIDのため、新ユーザーIDへ変更できません。',
        'This user ID is not on the roster, so it cannot be changed.',
      ),
    })
  if (isExponent(typed))
    return judged('confirm', {
      why: say(
        '表計算ソフトが番号を書き換えた可能性があります。',
        'A spreadsheet may have rewritten this number.',
      ),
      suspect: String(Number(typed)),
    })
  const kin = zeroKin(normalUserId(typed), known)
  if (kin)
    return judged('confirm', {
      why: say(
        `先頭の 0 が落ちていませんか。名簿に「${kin}」があります。`,
        `Has a leading zero been lost? "${kin}" is on the roster.`,
      ),
      suspect: kin,
    })
  const same = wanted.name && wanted.department ? known.bySame(wanted.name, wanted.department) : undefined
  if (same)
    return judged('confirm', {
      why: say(
        `同じ氏名・部署の方が「${same.userId}」で登録されています。`,
        `Somebody of this name and department is registered as "${same.userId}".`,
      ),
      suspect: same.userId,
    })
  return judged('new')
}
