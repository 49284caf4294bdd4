import type { Row } from '../row.ts'

/** Sections 1 to 4: policies, duties, people, assets. */
export const organization: readonly Row[] = [
  {
    id: '1',
    share: 'ours',
    promise: {
      ja: '情報セキュリティ方針とクラウドの方針を版と日付つきで公開し、それに沿って運営します。',
      en: 'We publish our security and cloud policies with version and date, and run the service by them.',
    },
    kind: 'notYet',
  },
  {
    id: '2.1',
    share: 'both',
    promise: {
      ja: '受講者の登録と変更はお客様、管理者の登録とサービスの運営は運営会社が受け持ち、互いの操作はできません。',
      en: 'Customers register learners, we register administrators and run the service; neither can do the other’s part.',
    },
    kind: 'notYet',
  },
  {
    id: '2.2',
    share: 'ours',
    promise: {
      ja: 'お預かりしたデータとその写しは、日本国内（東京と大阪）にだけ置きます。',
      en: 'Customers’ data and every copy of it stay in Japan: in Tokyo and Osaka.',
    },
    kind: 'tested',
    where: ['lib/controls/rules/region-pin.ts#regionPin'],
  },
  {
    id: '2.3',
    share: 'both',
    promise: {
      ja: '責任の分かれ目を、ご利用開始のご案内と管理者の画面でお示しします。',
      en: 'Who answers for what is stated in the welcome mail and on the administrator’s screen.',
    },
    kind: 'notYet',
  },
  {
    id: '3.1',
    share: 'ours',
    promise: {
      ja: '運営担当者は毎年教育を受け、記録が12か月より古い担当者はお客様に関わる操作ができません。',
      en: 'Our operators are trained each year; one whose record is older than 12 months cannot act on customers.',
    },
    kind: 'notYet',
  },
  {
    id: '4.1',
    share: 'ours',
    promise: {
      ja: 'お客様のデータと運営のための情報を別の表と別の権限に分け、すべての項目を目録にしています。',
      en: 'Customers’ data and operating data lie in separate tables under separate rights, with an inventory of every item.',
    },
    kind: 'notYet',
  },
  {
    id: '4.2',
    share: 'ours',
    promise: {
      ja: '受講者と記録は、解約日の翌月末までにバックアップを含めて消去し、消去証明書をお渡しします。',
      en: 'Learners and records are erased by the end of the month after cancellation, backups included, and certified.',
    },
    kind: 'notYet',
  },
  {
    id: '4.3',
    share: 'both',
    promise: {
      ja: '登録者と記録は、管理者の画面でいつでも閲覧でき、取扱区分を付けてダウンロードできます。',
      en: 'Administrators see people and records at any time and download them, labelled with their classification.',
    },
    kind: 'notYet',
  },
]
