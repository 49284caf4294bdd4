import { Problem } from './problem.ts'

/** DynamoDB's last key, opaque to the browser. */
export const cursorOf = (key: Record<string, unknown> | undefined) =>
  key ? Buffer.from(JSON.stringify(key)).toString('base64url') : undefined

/** A cursor that no list has given out is refused like any invalid input. */
export const wrongCursor = () =>
  new Problem('invalid', {
    fields: [
      {
        path: 'cursor',
        ja: '一覧の続きが正しくありません。最初から表示し直してください。',
        en: 'Show the list again from its beginning.',
      },
    ],
  })

type StartKey = Readonly<Record<string, string>>

/** The key behind a cursor: of exactly these attributes, and one that this list could have given. */
export const keyOf = (
  cursor: string,
  attributes: readonly string[],
  fits: (key: StartKey) => boolean,
): StartKey => {
  let key: StartKey
  try {
    key = JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    throw wrongCursor()
  }
  const names = Object.keys(key ?? {})
  const isWhole = names.length === attributes.length && attributes.every((name) => names.includes(name))
  if (!isWhole || !Object.values(key).every((part) => typeof part === 'string' && part !== '') || !fits(key))
    throw wrongCursor()
  return key
}
