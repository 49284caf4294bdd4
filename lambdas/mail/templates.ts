import { minuteInTokyo } from '../runtime/tokyo.ts'
import type { MailOrder } from './items.ts'

export interface Facts {
  readonly name: string
  readonly company: string
  readonly url: string
  readonly until: string
}
type Words = (facts: Facts) => { subject: string; text: string }

const letter = ({ name, company }: Facts, lines: readonly string[], en: readonly string[]) =>
  [
    `${company}`,
    `${name} 様`,
    '',
    ...lines,
    '',
    '-- English --',
    ...en,
    '',
    'このメールは送信専用です。お心当たりのない場合は、何もせずに破棄してください。',
  ].join('\n')

const until = (facts: Facts) => `${minuteInTokyo(facts.until)}（日本時間）`

/** Words of the mails to one person; a mail never carries a password. */
export const templates: Record<MailOrder['template'], Words> = {
  reset: (facts) => ({
    subject: '【Kizuki】パスワード再設定のご案内',
    text: letter(
      facts,
      [
        'パスワードの再設定を受け付けました。次のページで新しいパスワードをお決めください。',
        '',
        facts.url,
        '',
        `このページは ${until(facts)} まで、一度だけ使えます。`,
      ],
      ['Please choose a new password on the page above. It works once and expires as stated.'],
    ),
  }),
  invitation: (facts) => ({
    subject: '【Kizuki】ご利用開始のご案内',
    text: letter(
      facts,
      [
        '情報セキュリティ教育サービス Kizuki をご利用いただけるようになりました。',
        '次のページでご自身のパスワードをお決めください。',
        '',
        facts.url,
        '',
        `このページは ${until(facts)} まで、一度だけ使えます。`,
      ],
      ['You can now use Kizuki. Please choose your password on the page above; it works once.'],
    ),
  }),
  setup: (facts) => ({
    subject: '【Kizuki】ご利用開始のご案内（管理者様）',
    text: letter(
      facts,
      [
        '管理者としてのご利用の準備ができました。',
        '次のページでパスワードをお決めいただき、続けて認証アプリの登録をお願いいたします。',
        '',
        facts.url,
        '',
        `このページは ${until(facts)} まで、一度だけ使えます。`,
      ],
      [
        'Your administrator account is ready. Please choose a password on the page above, then set up your authenticator.',
      ],
    ),
  }),
}
