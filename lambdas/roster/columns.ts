/** Columns of a roster file and the headers they are known by, in Japanese and English; compared without width, case, spaces. */
const HEADERS = {
  userId: [
    'ユーザーID',
    'ユーザID',
    '利用者ID',
    '社員番号',
    '従業員番号',
    '社員コード',
    'ID',
    'User ID',
    'Login ID',
  ],
  newUserId: ['新ユーザーID', '新ユーザID', 'New User ID'],
  name: ['氏名', '名前', '氏名（表示名）', '表示名', 'Name', 'Display Name'],
  department: ['部署', '所属', '部門', '所属部署', 'Department'],
  mail: ['メールアドレス', 'メール', 'Eメール', 'E-mail', 'Email', 'Mail'],
  category: ['区分', '雇用区分', '社員区分', 'Category'],
  state: ['利用状態', '状態', '在籍状況', 'Status', 'State'],
} as const
export type Field = keyof typeof HEADERS
export const FIELDS = Object.keys(HEADERS) as Field[]

const folded = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_()-]/g, '')
const known = new Map(
  Object.entries(HEADERS).flatMap(([field, headers]) =>
    headers.map((header) => [folded(header), field as Field] as const),
  ),
)

export const fieldOf = (header: string): Field | undefined => known.get(folded(header))

/** The layout of a download, which is the layout of an import. */
export const LAYOUT: readonly { field: Field; header: string }[] = [
  { field: 'userId', header: 'ユーザーID' },
  { field: 'name', header: '氏名' },
  { field: 'department', header: '部署' },
  { field: 'mail', header: 'メールアドレス' },
  { field: 'category', header: '区分' },
  { field: 'state', header: '利用状態' },
]
export const LABEL: Record<string, string> = Object.fromEntries(
  LAYOUT.map(({ field, header }) => [field, header]),
)

const STATES = {
  active: ['利用中', '在籍', 'active'],
  onLeave: ['休止中', '休職', 'on leave'],
  ended: ['利用終了', '退職', '退社', 'ended'],
} as const
export const STATE_LABEL = { active: '利用中', onLeave: '休止中', ended: '利用終了' } as const
const states = new Map(
  Object.entries(STATES).flatMap(([state, words]) =>
    words.map((word) => [folded(word), state as keyof typeof STATES] as const),
  ),
)
export const stateOf = (typed: string) => states.get(folded(typed))
