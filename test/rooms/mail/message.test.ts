import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseMail } from '../../../bin/local/mailbox.ts'
import { encodedWords, rawMessage } from '../../../lambdas/mail/mailer.ts'
import { mailOf } from '../../../lambdas/mail/templates.ts'

const facts = {
  name: '髙﨑 𠮷男',
  company: '株式会社みらい商事',
  url: 'https://app.example.jp/learner/#link=mirai.x',
  until: '2026-11-24T05:00:00.000Z',
}
const TEMPLATES = ['reset', 'invitation', 'setup'] as const
const raw = (more: Partial<Parameters<typeof rawMessage>[0]> = {}) =>
  rawMessage(
    { to: 'a@example.jp', id: 'mai_1', ...mailOf('reset', facts), ...more },
    '01tenant',
    'no-reply@example.jp',
  )
const decoded = (words: string) =>
  words
    .split(/\r\n /)
    .map((word) => Buffer.from(word.slice(10, -2), 'base64').toString())
    .join('')

describe('a mail', () => {
  test('has every subject in encoded words of at most 75 characters that cut no character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 120 }), (subject) => {
        const words = encodedWords(subject)
        for (const line of words.split('\r\n')) expect(line.trim().length).toBeLessThanOrEqual(75)
        expect(words).toMatch(/^[\x20-\x7e\r\n]*$/)
        expect(decoded(words)).toBe(subject)
      }),
    )
  })
  test('lets no header in through subject or address', () => {
    expect(raw({ subject: 'x\r\nBcc: evil@example.com' }).split('\r\n\r\n')[0]).not.toMatch(/^Bcc:/m)
    for (const to of ['a@example.jp\r\nBcc: b@example.jp', 'a@example.jp, b@example.jp', 'A <a@example.jp>'])
      expect(() => raw({ to })).toThrow('not a mail address')
  })
  test('is plain ASCII in lines of legal length', () => {
    for (const line of raw().split('\r\n')) {
      expect(line.length).toBeLessThanOrEqual(998)
      expect(line).toMatch(/^[\x20-\x7e]*$/)
    }
  })
  test('is tagged with its id and its tenant, by which its outcome finds back', () => {
    expect(parseMail(raw(), 'x', '').tags).toEqual({ mail: 'mai_1', tenant: '01tenant' })
  })
  test.each(TEMPLATES)('%s says the same in plain text and as a page', (template) => {
    const written = mailOf(template, facts)
    const read = parseMail(raw(written), 'x', '')
    expect(read).toMatchObject(written)
    expect(read.subject).toMatch(/^【Kizuki】/)
    for (const body of [read.text, read.html]) {
      for (const part of [facts.name, facts.company, facts.url, '2026-11-24 14:00', '一度だけ'])
        expect(body).toContain(part)
      expect(body).not.toMatch(/仮パスワード|password:/i)
    }
  })
  test.each(TEMPLATES)('%s as a page fetches nothing and holds one link', (template) => {
    const { html } = mailOf(template, facts)
    expect(html.match(/<a href="[^"]+"/g)).toEqual([`<a href="${facts.url}"`])
    expect(html).not.toMatch(/<(img|link|script|style|iframe)|url\(|src=/i)
  })
  test('lets no name write into the page', () => {
    const { html } = mailOf('reset', { ...facts, name: '<img src=x onerror=alert(1)>', company: '"&<b>' })
    expect(html).not.toMatch(/<img|<b>/)
    expect(html).toContain('&#60;img')
  })
})
