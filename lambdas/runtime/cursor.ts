import { Problem } from './problem.ts'

/** DynamoDB's last key, opaque to the browser. */
export const cursorOf = (key: Record<string, unknown> | undefined) =>
  key ? Buffer.from(JSON.stringify(key)).toString('base64url') : undefined

/** A cursor made by hand is refused like any invalid input; that it stays inside the tenant is the table's own check. */
export const keyOf = (cursor: string): Record<string, string> => {
  try {
    const key = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as Record<string, string>
    const entries = Object.entries(key)
    if (entries.length >= 2 && entries.length <= 4 && entries.every(([, v]) => typeof v === 'string'))
      return key
  } catch {
    // falls through to the refusal below
  }
  throw new Problem('invalid', {
    fields: [
      {
        path: 'cursor',
        ja: '一覧の続きが正しくありません。最初から表示し直してください。',
        en: 'Show the list again from its beginning.',
      },
    ],
  })
}
