/** What stands around every page, and the home page. */
export const frame = {
  title: ['管理 - Kizuki', 'Administration - Kizuki'],
  home: ['ホーム', 'Home'],
  education: ['教育', 'Education'],
  members: ['利用者', 'People'],
  records: ['記録', 'Records'],
  company: ['会社設定', 'Company'],
  account: ['アカウント', 'Account'],
  jobs: ['処理状況', 'Jobs'],
  toLearner: ['受講画面へ', 'My courses'],
  signOut: ['ログアウト', 'Sign out'],
  notAllowed: [
    'この画面は管理者の方だけが使えます。受講画面へお進みください。',
    'These pages are for administrators. Please go to the learning pages.',
  ],
  suspended: [
    'ご契約が停止中です。閲覧とダウンロードはできますが、変更はできません。',
    'Your contract is suspended. You can view and download, but not change anything.',
  ],
  lostTitle: ['ページが見つかりません', 'Page not found'],
  lost: [
    'アドレスが変わったか、入力に誤りがあります。メニューから選び直してください。',
    'The address has changed or was mistyped. Please choose from the menu.',
  ],
  year: ['{n}年度', 'FY {n}'],
  people: ['{n}人', '{n}'],
  back: ['戻る', 'Back'],
  all: ['すべて', 'All'],
  none: ['なし', 'None'],
  save: ['保存する', 'Save'],
  saved: ['保存しました。', 'Saved.'],
  shownOf: ['{total}件のうち {n}件を表示しています', '{n} of {total} shown'],
  shownSome: ['{n}件を表示しています', '{n} shown'],
  shownFirst: ['はじめの {n}件を表示しています', 'The first {n} shown'],
  more: ['続きを表示する', 'Show more'],

  nextTitle: ['次にやること', 'What to do next'],
  nextNone: ['いま急いですることはありません。', 'Nothing is urgent now.'],
  nextRoster: [
    '利用者がまだ登録されていません。名簿を取り込みましょう。',
    'No people are registered yet. Import your roster.',
  ],
  nextSlots: [
    '教材に表示する自社の方針などが {n}項目、未設定です。入力しましょう。',
    '{n} of your company’s texts for the lessons are still empty. Fill them in.',
  ],
  nextCourse: [
    '「{title}」（{year}年度）がまだ開講されていません。',
    '“{title}” (FY {year}) is not open yet.',
  ],
  nextNew: [
    '初回ログインがまだの方が {n}人います。案内を配りましょう。',
    '{n} people have never signed in. Hand out their sign-in slips.',
  ],
  nextSoon: [
    '「{title}」の受講期限まで あと {days}日です。まだ合格していない方が {n}人います。',
    '“{title}” is due in {days} days; {n} people have not passed yet.',
  ],
  nextOverdue: [
    '「{title}」の受講期限を過ぎて、まだ合格していない方が {n}人います。',
    '{n} people have not passed “{title}” in time.',
  ],
  nextSeats: [
    '契約利用者数を {n}人こえています。そのままお使いいただけますが、ご契約をご確認ください。',
    '{n} more people than contracted. Everything goes on; please check your contract.',
  ],
  noOpening: ['開講中の教育はまだありません。', 'No course is open yet.'],
  toEducation: ['教育の一覧へ', 'To the courses'],
  seats: ['契約利用者数', 'Seats'],
  seatsOf: ['{used}人 / {limit}人', '{used} of {limit}'],
  recentJobs: ['最近の処理', 'Recent jobs'],
  allJobs: ['処理状況をすべて見る', 'See all jobs'],
} as const
