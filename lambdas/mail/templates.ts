import type { MailOrder } from './items.ts'
import { type Facts, type Letter, written } from './letter.ts'

const letters: Record<MailOrder['template'], Letter> = {
  reset: {
    subject: '【Kizuki】パスワード再設定のご案内',
    lines: ['パスワードの再設定を受け付けました。次のページで新しいパスワードをお決めください。'],
    button: '新しいパスワードを決める',
    en: 'Please choose a new password on the page above. It works once and expires as stated.',
  },
  invitation: {
    subject: '【Kizuki】ご利用開始のご案内',
    lines: [
      '情報セキュリティ教育サービス Kizuki をご利用いただけるようになりました。',
      '次のページでご自身のパスワードをお決めください。',
    ],
    button: 'パスワードを決める',
    en: 'You can now use Kizuki. Please choose your password on the page above; it works once.',
  },
  setup: {
    subject: '【Kizuki】ご利用開始のご案内（管理者様）',
    lines: [
      '管理者としてのご利用の準備ができました。',
      '次のページでパスワードをお決めいただき、続けて認証アプリの登録をお願いいたします。',
    ],
    button: 'パスワードを決める',
    en: 'Your administrator account is ready. Please choose a password on the page above, then set up your authenticator.',
  },
}

/** The mails to one person, ready to send; a mail never carries a password. */
export const mailOf = (template: MailOrder['template'], facts: Facts) => written(letters[template], facts)
