import { describe, expect, test } from 'vitest'
import { templates } from '../../../lambdas/mail/templates.ts'
import { encodedWords, rawMessage } from '../../../lambdas/runtime/mailer.ts'

const facts = {
  name: '髙﨑 𠮷男',
  company: '株式会社みらい商事',
  url: 'https://app.example.jp/learner/#link=mirai.x',
  until: '2026-11-24T05:00:00.000Z',
}
const decoded = (words: string) =>
  words
    .split(/\r\n /)
    .map((word) => Buffer.from(word.slice(10, -2), 'base64').toString())
    .join('')

describe('a mail', () => {
  test('has a subject in encoded words of at most 75 characters that cut no character', () => {
    const subject = `【Kizuki】${'𠮷髙﨑'.repeat(20)}`
    const words = encodedWords(subject)
    for (const line of words.split('\r\n')) expect(line.trim().length).toBeLessThanOrEqual(75)
    expect(words).not.toContain('\uFFFD')
    expect(decoded(words)).toBe(subject)
  })
  test('lets no header in through subject or address', () => {
    const raw = rawMessage(
      { to: 'a@example.jp', subject: 'x\r\nBcc: evil@example.com', text: '', id: 'mai_1' },
      't',
      'no-reply@example.jp',
    )
    expect(raw.split('\r\n\r\n')[0]).not.toMatch(/^Bcc:/m)
    expect(() =>
      rawMessage(
        { to: 'a@example.jp\r\nBcc: b@example.jp', subject: '', text: '', id: '' },
        't',
        'f@example.jp',
      ),
    ).toThrow()
  })
  test('has lines of legal length', () => {
    const raw = rawMessage(
      { to: 'a@example.jp', ...templates.reset(facts), id: 'mai_1' },
      't',
      'no-reply@example.jp',
    )
    for (const line of raw.split('\r\n')) expect(line.length).toBeLessThanOrEqual(998)
  })
  test.each(['reset', 'invitation', 'setup'] as const)(
    '%s names person, company, page and time limit, and no password',
    (name) => {
      const { subject, text } = templates[name](facts)
      expect(subject).toMatch(/^【Kizuki】/)
      for (const part of [facts.name, facts.company, facts.url, '2026-11-24 14:00'])
        expect(text).toContain(part)
      expect(text).not.toMatch(/仮パスワード|password:/i)
    },
  )
})
