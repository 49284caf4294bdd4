import { randomUUID } from 'node:crypto'
import type { Store } from './store.ts'

export interface Mail {
  readonly id: string
  readonly at: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly tags: Readonly<Record<string, string>>
  readonly raw: string
}

const decoded = (words: string) =>
  words.replace(/=\?UTF-8\?B\?([^?]*)\?=(\r\n )?/g, (_, base64: string) =>
    Buffer.from(base64, 'base64').toString(),
  )

const parse = (raw: string, id: string, at: string): Mail => {
  const [head = '', ...body] = raw.split('\r\n\r\n')
  const header = (name: string) =>
    new RegExp(`^${name}: ((?:.|\\r\\n )*)$`, 'mi').exec(head)?.[1]?.trim() ?? ''
  const tags = Object.fromEntries(
    header('X-SES-MESSAGE-TAGS')
      .split(',')
      .map((pair) => pair.trim().split('=') as [string, string]),
  )
  const text = Buffer.from(body.join('\r\n\r\n'), 'base64').toString()
  return {
    id,
    at,
    to: header('To').replace(/[<>]/g, ''),
    subject: decoded(header('Subject')),
    text,
    tags,
    raw,
  }
}

/** SES as far as the product speaks to it: takes a raw message, keeps it for the developer, tells of its delivery. */
export const mailboxOf = (store: Store, now: () => string, tell: (event: object) => void) => ({
  verbs: {
    SendRawEmail: (form: URLSearchParams) => {
      const id = randomUUID()
      const mail = parse(Buffer.from(form.get('RawMessage.Data') ?? '', 'base64').toString(), id, now())
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
