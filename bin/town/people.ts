/** Companies and people of the sample world: awkward names and IDs as real rosters have them. */
export const PASSWORD = 'nagai-tabi-no-hajimari'
export const OPERATOR = { userId: 'unei', name: '運営 太郎', password: 'unei-no-aikotoba-2026' }

export const COMPANIES = [
  { code: 'mirai', name: '株式会社みらい商事', seats: 50, dueIn: 35 },
  // past its due day, which is what 期限切れ and 期限後 look like
  { code: 'hikari', name: '医療法人ひかり会', seats: 20, dueIn: 10 },
] as const

export const DEPARTMENTS: Record<string, readonly (readonly string[])[]> = {
  mirai: [
    ['営業本部'],
    ['営業本部', '東京営業部'],
    ['営業本部', '大阪営業部'],
    ['総務部'],
    ['情報システム部'],
  ],
  hikari: [['本院'], ['本院', '看護部'], ['訪問看護ステーション']],
}

export type Progress =
  | 'notStarted'
  | 'inProgress'
  | 'interrupted'
  | 'failed'
  | 'passed'
  | 'retried'
  | 'newcomer'
export interface Person {
  readonly userId: string
  readonly name?: string
  readonly department?: number
  readonly roles?: readonly string[]
  readonly state?: 'onLeave' | 'ended'
  readonly progress: Progress
}

const NAMES = [
  '佐藤 花子',
  '鈴木 一郎',
  '髙橋 美咲',
  '﨑山 大輔',
  '𠮷田 健',
  '渡邊 あゆみ',
  '渡邉 隼',
  '齋藤 直樹',
  '斎藤 直樹',
  '山﨑 さくら',
  '五十嵐 蓮',
  '小鳥遊 凛',
  '長曾我部 元',
  'Nguyen Thi Lan',
  'O’Brien, Conor',
  '金 秀賢',
  '王 小明',
  '早乙女 ひなた',
  '阿部 寛之',
  '安部 寛之',
  '中村 ①号',
  'やまだ はなこ',
  '林 😀',
  '森',
]
const PROGRESS: readonly Progress[] = [
  'passed',
  'notStarted',
  'passed',
  'inProgress',
  'failed',
  'passed',
  'interrupted',
  'newcomer',
  'notStarted',
  'retried',
]
const IDS = ['E0001', 'E0002', '007', '0042', 'a.suzuki', 'yamada@mirai', 'Ｅ0007', 'K_100', 'x-200', 'z+1']

export const peopleOf = (code: string): Person[] => {
  const admins: Person[] = [
    {
      userId: 'kanri',
      name: code === 'mirai' ? '管理 恵' : '事務 長子',
      roles: ['learner', 'administrator'],
      progress: 'notStarted',
      department: 3,
    },
  ]
  const managers: Person[] = [
    {
      userId: 'bucho',
      name: '部長 進',
      roles: ['learner', 'manager'],
      progress: 'inProgress',
      department: 0,
    },
  ]
  const learners = NAMES.slice(0, code === 'mirai' ? 24 : 14).map(
    (name, at): Person => ({
      userId: IDS[at] ?? `E${String(1000 + at)}`,
      name,
      department: at % (DEPARTMENTS[code]?.length ?? 1),
      progress: PROGRESS[at % PROGRESS.length] as Progress,
    }),
  )
  // Numbers only: a company may leave names and addresses empty.
  const nameless: Person[] = [{ userId: '900001', progress: 'newcomer' }]
  const away: Person[] = [
    { userId: 'E0900', name: '休田 望', department: 0, state: 'onLeave', progress: 'notStarted' },
    { userId: 'E0901', name: '大沢 光', department: 1, state: 'ended', progress: 'newcomer' },
  ]
  return [...admins, ...managers, ...learners, ...nameless, ...away]
}
