import { randomUUID } from 'node:crypto'
import type { Store } from './store.ts'

export interface Mail {
  readonly id: string
  readonly at: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly tags: Readonly<Record<string, string>>
  readonly raw: string
}

const decoded = (words: string) =>
  words.replace(/=\?UTF-8\?B\?([^?]*)\?=(\r\n )?/g, (_, base64: string) =>
    Buffer.from(base64, 'base64').toString(),
  )

const headerOf = (head: string, name: string) =>
  new RegExp(`^${name}: ((?:.|\\r\\n )*)$`, 'mi').exec(head)?.[1]?.trim() ?? ''
const cut = (whole: string): [head: string, body: string] => {
  const at = whole.indexOf('\r\n\r\n')
  return at < 0 ? [whole, ''] : [whole.slice(0, at), whole.slice(at + 4)]
}

/** The parts of a multipart body by their type. */
const partsOf = (head: string, body: string): Record<string, string> => {
  const boundary = /boundary="([^"]+)"/.exec(headerOf(head, 'Content-Type'))?.[1]
  if (!boundary) throw new Error('a mail without parts')
  const parts = body.split(`--${boundary}`).slice(1, -1)
  return Object.fromEntries(
    parts.map((one) => {
      const [about, content] = cut(one.replace(/^\r\n/, ''))
      const type = headerOf(about, 'Content-Type').split(';')[0] ?? ''
      return [type, Buffer.from(content, 'base64').toString()]
    }),
  )
}

/** A raw message as a mail program reads it. */
export const parseMail = (raw: string, id: string, at: string): Mail => {
  const [head, body] = cut(raw)
  const tags = Object.fromEntries(
    headerOf(head, 'X-SES-MESSAGE-TAGS')
      .split(',')
      .map((pair) => pair.trim().split('=') as [string, string]),
  )
  const parts = partsOf(head, body)
  return {
    id,
    at,
    to: headerOf(head, 'To').replace(/[<>]/g, ''),
    subject: decoded(headerOf(head, 'Subject')),
    text: parts['text/plain'] ?? '',
    html: parts['text/html'] ?? '',
    tags,
    raw,
  }
}

/** SES as far as the product speaks to it: takes a raw message, keeps it for the developer, tells of its delivery. */
export const mailboxOf = (store: Store, now: () => string, tell: (event: object) => void) => ({
  verbs: {
    SendRawEmail: (form: URLSearchParams) => {
      const id = randomUUID()
      const mail = parseMail(Buffer.from(form.get('RawMessage.Data') ?? '', 'base64').toString(), id, now())
      store.put('mail', `${mail.at} ${id}`, mail)
      const eventType = /^bounce/.test(mail.to)
        ? 'Bounce'
        : /^complaint/.test(mail.to)
          ? 'Complaint'
          : 'Delivery'
      const tags = Object.fromEntries(Object.entries(mail.tags).map(([name, value]) => [name, [value]]))
      setTimeout(() => tell({ eventType, mail: { messageId: id, tags } }), 20).unref()
      return `<MessageId>${id}</MessageId>`
    },
    GetSendQuota: () =>
      '<Max24HourSend>50000</Max24HourSend><MaxSendRate>14</MaxSendRate><SentLast24Hours>0</SentLast24Hours>',
  },
  all: (): Mail[] =>
    store
      .list<Mail>('mail')
      .map(({ value }) => value)
      .reverse(),
})
export type Mailbox = ReturnType<typeof mailboxOf>
