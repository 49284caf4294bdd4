import type { Row } from '../row.ts'

/** Sections 10 to 13, and the two controls beyond them. */
export const compliance: readonly Row[] = [
  {
    id: '10.1',
    share: 'ours',
    promise: {
      ja: 'セキュリティの要求事項には番号を付け、それぞれを確かめるテストを持ちます。',
      en: 'Security requirements bear ids, and each has a test.',
    },
    kind: 'notYet',
  },
  {
    id: '10.2',
    share: 'ours',
    promise: {
      ja: 'リリースの前にリスクを評価し、結果を記録に残します。',
      en: 'Risk is assessed before each release, and the result is kept.',
    },
    kind: 'notYet',
  },
  {
    id: '11.1',
    share: 'both',
    promise: {
      ja: '供給者との責任の分かれ目を明らかにし、供給者の一覧を公開します。',
      en: 'Where our suppliers’ duties end is stated, and the suppliers are listed publicly.',
    },
    kind: 'notYet',
  },
  {
    id: '11.2',
    share: 'ours',
    promise: {
      ja: '使用しているサービスとソフトウェアの一覧は実物から作り、載っていないものは使いません。',
      en: 'The list of services and software is made from what runs; nothing unlisted is used.',
    },
    kind: 'notYet',
  },
  {
    id: '12.1',
    share: 'ours',
    promise: {
      ja: '事故のときは、影響を受けるお客様に画面とメールで速やかに報告します。',
      en: 'In an incident the customers concerned are told promptly, on screen and by mail.',
    },
    kind: 'notYet',
  },
  {
    id: '12.2',
    share: 'both',
    promise: {
      ja: '事故の情報を告知し、お客様からの報告は受付番号を付けて受け付けます。',
      en: 'Incidents are announced, and customers’ reports are received under a ticket number.',
    },
    kind: 'notYet',
  },
  {
    id: '13.1',
    share: 'both',
    promise: {
      ja: 'サービスの設備は日本国内にあり、準拠法と管轄裁判所を利用規約に示します。',
      en: 'The service runs in Japan, and the terms name the governing law and the court.',
    },
    kind: 'notYet',
  },
  {
    id: '13.2',
    share: 'both',
    promise: {
      ja: '苦情の窓口を設け、権利を侵すおそれのある掲載物は止めてから確かめます。',
      en: 'There is a desk for complaints, and content that may infringe rights is blocked while it is examined.',
    },
    kind: 'notYet',
  },
  {
    id: '13.3',
    share: 'ours',
    promise: {
      ja: '記録は契約の終わりまで保管し、改ざんがあればわかるようにしています。',
      en: 'Records are kept until the contract ends, and tampering shows.',
    },
    kind: 'notYet',
  },
  {
    id: '13.4',
    share: 'ours',
    promise: {
      ja: '管理者の画面も受講の画面も TLS で暗号化し、使う暗号を一覧にしています。',
      en: 'All screens are encrypted by TLS, and the algorithms in use are listed.',
    },
    kind: 'notYet',
  },
  {
    id: '13.5',
    share: 'ours',
    promise: {
      ja: 'リリースごとに証拠一式をまとめ、独立した審査を受けられるようにします。',
      en: 'Each release has an evidence pack that an independent reviewer can work from.',
    },
    kind: 'notYet',
  },
  {
    id: 'CLD.13.1.4',
    share: 'ours',
    promise: {
      ja: '仮想ネットワークとアクセスの設定は、すべて同じ定義から作り、手で変えません。',
      en: 'The settings of networks and access are all made from one definition, never by hand.',
    },
    kind: 'tested',
    where: ['lib/controls/rules/guarded-methods.ts#guardedMethods'],
  },
  {
    id: '16.1.7',
    share: 'both',
    promise: {
      ja: '事故の証拠は、改ざんを検出できる値を付けて取り出せます。',
      en: 'Evidence of an incident is exported with digests that show tampering.',
    },
    kind: 'notYet',
  },
]
