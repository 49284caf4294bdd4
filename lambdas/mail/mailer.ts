import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses'
import { type Credentials, env, makeClient } from '../runtime/aws.ts'
import { perTenancy } from '../runtime/tenancy.ts'

/** Base 64 in lines of 76 (RFC 2045 6.8). */
const folded = (text: string) => Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\r\n')

/** Encoded words of at most 75 characters, cut between characters (RFC 2047). */
export const encodedWords = (text: string): string => {
  const words: string[] = []
  let held = ''
  for (const character of text) {
    if (Buffer.byteLength(held + character) > 42) {
      words.push(held)
      held = ''
    }
    held += character
  }
  return [...words, held].map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`).join('\r\n ')
}

export interface Message {
  readonly to: string
  readonly subject: string
  readonly text: string
  /** The same letter for readers that show pages; loads nothing from anywhere. */
  readonly html: string
  /** Known to the events that come back for this message. */
  readonly id: string
}

const part = (type: string, content: string) => [
  `Content-Type: ${type}; charset=UTF-8`,
  'Content-Transfer-Encoding: base64',
  '',
  folded(content),
]

/** One recipient, one message: the letter as plain text and as a page, in UTF-8. Header injection has no place to enter. */
export const rawMessage = ({ to, subject, text, html, id }: Message, tenant: string, from: string) => {
  if (/[\r\n\s<>,]/.test(to)) throw new Error('not a mail address')
  // Base 64 has no `_`: this line occurs in no part.
  const boundary = `=_${id}`
  return [
    `From: ${encodedWords('Kizuki 情報セキュリティ教育')} <${from}>`,
    `To: <${to}>`,
    `Subject: ${encodedWords(subject.replace(/[\r\n]+/g, ' '))}`,
    'MIME-Version: 1.0',
    `X-SES-MESSAGE-TAGS: mail=${id}, tenant=${tenant}`,
    'Auto-Submitted: auto-generated',
    `Content-Type: multipart/alternative; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    ...part('text/plain', text),
    `--${boundary}`,
    ...part('text/html', html),
    `--${boundary}--`,
    '',
  ].join('\r\n')
}

const mailerOf = (tenant: string, credentials?: () => Promise<Credentials>) => {
  const client = makeClient(SESClient, credentials)
  return async (message: Message): Promise<string> => {
    const from = env('MAIL_FROM')
    const { MessageId } = await client.send(
      new SendRawEmailCommand({
        Source: from,
        Destinations: [message.to],
        RawMessage: { Data: Buffer.from(rawMessage(message, tenant, from)) },
      }),
    )
    return MessageId ?? ''
  }
}
export const mailerIn = perTenancy(({ id, credentials }) => mailerOf(id, credentials))
