/**
 * The closed set of problem kinds (RFC 9457): HTTP status and what the reader is told, in Japanese and English.
 * A sentence says what happened and what to do next; details of single fields stand in `fields`.
 */
export const problems = {
  malformed: [
    400,
    '送信された内容を読み取れませんでした。画面を再読み込みして、もう一度お試しください。',
    'The request could not be read. Reload the page and try again.',
  ],
  invalid: [
    422,
    '入力内容をご確認ください。直していただく項目を下に示します。',
    'Please check what you entered. The fields to correct are listed below.',
  ],
  tooLarge: [
    413,
    '送信された内容が大きすぎます。内容を分けて送ってください。',
    'What was sent is too large. Send it in smaller parts.',
  ],
  forged: [
    403,
    'この操作は受け付けられませんでした。画面を再読み込みして、もう一度お試しください。',
    'This request was not accepted. Reload the page and try again.',
  ],
  signedOut: [401, 'ログインが必要です。もう一度ログインしてください。', 'Please sign in again.'],
  credentials: [
    401,
    '会社コード、ユーザーID、パスワードのいずれかが違います。入力し直してください。',
    'The company code, user ID or password is wrong. Please enter them again.',
  ],
  locked: [
    403,
    '続けて間違えたため、15分間ログインできません。しばらく待つか、会社の管理者に解除をご依頼ください。',
    'Too many failures: sign-in is locked for 15 minutes. Wait, or ask your administrator to unlock it.',
  ],
  onLeave: [
    403,
    'このユーザーIDは休止中です。会社の管理者にご連絡ください。',
    'This user ID is on leave. Please contact your administrator.',
  ],
  suspended: [
    403,
    '現在、ご契約の都合によりご利用を停止しています。会社の管理者にご連絡ください。',
    'The service is suspended for your company. Please contact your administrator.',
  ],
  ticketOver: [
    401,
    '手続きの時間が過ぎました。はじめからログインしてください。',
    'This step has timed out. Please start signing in again.',
  ],
  wrongCode: [
    401,
    '確認コードが違います。認証アプリに表示されている新しいコードを入力してください。',
    'The code is wrong. Enter the new code shown in your authenticator.',
  ],
  weakPassword: [
    422,
    'このパスワードは使えません。別のパスワードを入力してください。',
    'This password cannot be used. Please choose another.',
  ],
  linkOver: [
    410,
    'このリンクは期限が過ぎたか、すでに使われています。もう一度リンクを請求してください。',
    'This link has expired or has been used. Please request a new one.',
  ],
  factorNeeded: [403, '認証アプリの登録を先に済ませてください。', 'Please set up your authenticator first.'],
  notAllowed: [
    403,
    'この操作を行う権限がありません。必要な場合は会社の管理者にご相談ください。',
    'You may not do this. If you need to, ask your administrator.',
  ],
  notFound: [
    404,
    'お探しのものは見つかりませんでした。一覧からもう一度お選びください。',
    'This was not found. Please choose it again from the list.',
  ],
  changed: [
    409,
    'ほかの人が先に変更しました。最新の内容を確かめてから、もう一度操作してください。',
    'Somebody else changed this first. Look at the latest state and try again.',
  ],
  taken: [
    409,
    '同じものがすでに登録されています。別の値を入力してください。',
    'The same value is already registered. Please enter another.',
  ],
  notNow: [
    409,
    'いまの状態ではこの操作はできません。最新の内容をご確認ください。',
    'This cannot be done in the present state. Please look at the latest state.',
  ],
  continuedElsewhere: [
    409,
    '別の画面で続きが始まりました。保存済みの解答は失われていません。この画面を再読み込みしてください。',
    'The test went on in another window. Saved answers are kept. Please reload this page.',
  ],
  tooMany: [
    429,
    '操作が続いたため、少し時間をおいてからもう一度お試しください。',
    'Too many requests. Please wait a moment and try again.',
  ],
  unavailable: [
    503,
    'ただいま混み合っています。入力内容はそのままで、少し待ってからもう一度お試しください。',
    'The service is busy. Keep what you entered and try again in a moment.',
  ],
  unexpected: [
    500,
    'システム側で問題が起きました。時間をおいて、もう一度お試しください。続くときはお問い合わせください。',
    'Something went wrong on our side. Try again later; if it goes on, contact us.',
  ],
} as const satisfies Record<string, readonly [status: number, ja: string, en: string]>

export type ProblemKind = keyof typeof problems
