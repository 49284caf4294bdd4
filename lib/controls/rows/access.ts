import type { Row } from '../row.ts'

/** Sections 5 to 7: access, cryptography, equipment. */
export const access: readonly Row[] = [
  {
    id: '5.1',
    share: 'both',
    promise: {
      ja: '管理者は運営会社が、受講者はお客様の管理者が、それぞれの画面から登録・変更・削除します。',
      en: 'We register administrators, a customer’s administrator registers learners, each on their own screens.',
    },
    kind: 'notYet',
  },
  {
    id: '5.2',
    share: 'both',
    promise: {
      ja: '初回ログイン案内と設定用リンクは一度だけ有効で、期限があり、最初にご自身のパスワードを決めていただきます。',
      en: 'First sign-in slips and links work once and expire; everybody sets a password of their own at the start.',
    },
    kind: 'tested',
    where: ['lambdas/session/operations.ts#start', 'lambdas/link/operations.ts#use'],
  },
  {
    id: '5.3',
    share: 'both',
    promise: {
      ja: '管理者と運営担当者は、パスワードに加えて認証アプリの確認コードがなければサインインできません。',
      en: 'Administrators and operators cannot sign in without an authenticator code beside the password.',
    },
    kind: 'tested',
    where: ['lambdas/mfa/operations.ts#confirm', 'lambdas/session/operations.ts#factor'],
  },
  {
    id: '5.4',
    share: 'customer',
    promise: {
      ja: 'パスワードはご本人だけが決め、変更・再設定でき、ほかの誰も見ることも決めることもできません。',
      en: 'Only the person sets, changes or resets a password; nobody else can see or choose it.',
    },
    kind: 'tested',
    where: ['lambdas/password/quality.ts#mustBeGood', 'lambdas/link/items.ts#useLink'],
  },
  {
    id: '5.5',
    share: 'both',
    promise: {
      ja: '役割ごとに使える操作と見える項目を決め、決めていない操作は断ります。',
      en: 'Each role has its operations and the fields it sees; whatever is not granted is refused.',
    },
    kind: 'tested',
    where: ['lambdas/runtime/standing.ts#mustBeAllowed', 'lambdas/register.ts#register'],
  },
  {
    id: '5.6',
    share: 'ours',
    promise: {
      ja: '公開している操作のほかに入口はなく、決まりを迂回するプログラムを提供しません。',
      en: 'There is no entrance but the published operations, and no program that goes round the rules.',
    },
    kind: 'tested',
    where: ['lib/parts/gateway-document.ts#gatewayDocument'],
  },
  {
    id: '5.7',
    share: 'ours',
    promise: {
      ja: 'データは会社ごとに分離し、ほかの会社のデータには権限の段階で届きません。',
      en: 'Data is separated by company: another company’s data is out of reach at the level of permissions.',
    },
    kind: 'tested',
    where: [
      'lib/roles/tenant-role.ts#tenantPolicy',
      'lib/roles/tenant-role.ts#tenantTrust',
      'lambdas/runtime/tenancy.ts#tenancyOf',
    ],
  },
  {
    id: '5.8',
    share: 'both',
    promise: {
      ja: '常時稼働するサーバーを持たず、実行環境の版を固定し、必要なものだけを小さくまとめて動かします。',
      en: 'There are no standing servers: pinned runtimes run small bundles that hold nothing but what is needed.',
    },
    kind: 'tested',
    where: ['lib/parts/bundling.ts#BUNDLING', 'lib/controls/rules/pinned-runtime.ts#pinnedRuntime'],
  },
  {
    id: '6.1',
    share: 'ours',
    promise: {
      ja: '通信は TLS 1.2 以上、保管中のデータは専用の鍵で暗号化します。',
      en: 'Traffic is encrypted by TLS 1.2 or newer, and data at rest by keys of our own.',
    },
    kind: 'tested',
    where: ['lib/controls/rules/tls-minimum.ts#tlsMinimum', 'lib/controls/rules/own-keys.ts#ownKeys'],
  },
  {
    id: '7.1',
    share: 'AWS',
    promise: {
      ja: '装置の廃棄と再利用は AWS の手順によります。私たちはデータの消去を確かめて報告します。',
      en: 'AWS disposes of and reuses equipment by its own procedures; we erase data and report it.',
    },
    kind: 'notYet',
  },
]
