import type { Row } from '../row.ts'

/** Sections 8 and 9: running the service. */
export const operations: readonly Row[] = [
  {
    id: '8.1',
    share: 'ours',
    promise: {
      ja: '変更の前に、内容と予定日を管理者へのメールとサービスサイトでお知らせします。',
      en: 'Before a change, administrators are told what and when, by mail and on the service site.',
    },
    kind: 'notYet',
  },
  {
    id: '8.2',
    share: 'ours',
    promise: {
      ja: '利用量に応じて自動で広がる構成とし、上限や失敗に近づくと警報が運営担当者に届きます。',
      en: 'Capacity follows use by itself, and alarms reach our operators before limits or failures do harm.',
    },
    kind: 'notYet',
  },
  {
    id: '8.3',
    share: 'both',
    promise: {
      ja: '操作手順は画面の中で読め、取り返しのつきにくい操作には確認と取り消しを用意しています。',
      en: 'Procedures are read in the product, and critical acts have a confirmation and a way back.',
    },
    kind: 'notYet',
  },
  {
    id: '8.4',
    share: 'both',
    promise: {
      ja: 'お客様はデータ一式をいつでもダウンロードでき、私たちは過去14日の任意の時点に戻せる写しを持ちます。',
      en: 'Customers download all of their data at any time, and we can restore any moment of the past 14 days.',
    },
    kind: 'notYet',
  },
  {
    id: '8.5',
    share: 'both',
    promise: {
      ja: '操作ログは後から書き換えられず、お客様ご自身が自社の分を検索・ダウンロードできます。',
      en: 'The audit log cannot be rewritten, and each customer searches and downloads its own part.',
    },
    kind: 'notYet',
  },
  {
    id: '8.6a',
    share: 'ours',
    promise: {
      ja: '時刻は一つの時計から取り、日本時間であることがわかる形で記録します。',
      en: 'Every time comes from one clock and is recorded with its offset from UTC.',
    },
    kind: 'notYet',
  },
  {
    id: '8.6b',
    share: 'ours',
    promise: {
      ja: '障害のときは、アクセスした画面そのものにその旨を表示します。',
      en: 'During an outage the very page that people reach says so.',
    },
    kind: 'notYet',
  },
  {
    id: '8.7',
    share: 'ours',
    promise: {
      ja: '影響のある脆弱性は、管理者へのメールとサービスサイトでお知らせします。',
      en: 'Vulnerabilities that concern the service are told by mail to administrators and on the site.',
    },
    kind: 'notYet',
  },
  {
    id: '9.1',
    share: 'ours',
    promise: {
      ja: 'どの通信も、サインインした人の会社の領域だけに届き、ほかの会社の領域とは分かれています。',
      en: 'Each request reaches the area of the signed-in person’s company alone, apart from all others.',
    },
    kind: 'tested',
    where: ['lib/roles/base-roles.ts#basePolicy', 'lambdas/authorizer.ts#handler'],
  },
]
