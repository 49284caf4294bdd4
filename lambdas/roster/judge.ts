import type { Profile } from '../member/items.ts'
import { isUserId, normalUserId } from '../member/user-id.ts'
import { type Cells, pathText, type Sentence, say, type Wanted, wantedOf, wrongCell } from './cells.ts'
import { type Field, STATE_LABEL } from './columns.ts'
import type { RosterRow } from './schema.ts'

/** What the judge knows of the roster: people by ID and by name with department, department paths by their text. */
export interface Known {
  byNormal(normal: string): Profile | undefined
  bySame(name: string, department: string): Profile | undefined
  pathOf(profile: Profile): string
  departmentId(path: string): string | undefined
  /** What a text of the roster becomes when it is written in the encoding of this file and read again. */
  asWritten(text: string): string
}
/** What the same file says elsewhere of a row's ID. */
export interface Beside {
  /** Lines that name the same ID, or take it as their new one. */
  readonly others: readonly number[]
  /** An ID that is the same but for leading zeros. */
  readonly kin?: { readonly line: number; readonly userId: string } | undefined
}
export interface Judged {
  readonly row: RosterRow
  readonly memberId?: string
  readonly version?: number
  readonly wanted: Wanted
  /** As they stood in the file, for the file of errors. */
  readonly cells?: Cells
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
    return from === to || known.asWritten(from) === to ? [] : [{ field, from, to }]
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

/** The verdict on one row, by the roster and by what the same file says elsewhere. */
export const judgeRow = (line: number, cells: Cells, { others, kin }: Beside, known: Known): Judged => {
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
  const error = (why: Sentence): Judged => ({ ...judged('error', { why }), cells })

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
  const verdict = one ? judgeKnown(judged, wanted, one, known) : judgeNew(judged, typed, wanted, kin, known)
  return verdict.row.verdict === 'error' ? { ...verdict, cells } : verdict
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

const judgeNew = (
  judged: Judge,
  typed: string,
  wanted: Wanted,
  kinInFile: Beside['kin'],
  known: Known,
): Judged => {
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
  if (kinInFile)
    return judged('confirm', {
      why: say(
        `${kinInFile.line}行目の「${kinInFile.userId}」と先頭の 0 だけが違います。別の方でしょうか。`,
        `Line ${kinInFile.line} has "${kinInFile.userId}", which differs only by leading zeros. Is it somebody else?`,
      ),
      suspect: kinInFile.userId,
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
