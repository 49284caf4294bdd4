import type { Check } from './check.ts'

/** What lessons about attacks quote; nothing here means anything to us. */
export const WORDS = [
  '<script>alert(1)</script>',
  "' OR '1'='1' --",
  '../../../../etc/passwd',
  '; DROP TABLE members;',
  `${'$'}{jndi:ldap://example.jp/a}`,
  'http://169.254.169.254/latest/meta-data/',
  'rO0ABXNyABNqYXZhLnV0aWwuSGFzaHRhYmxl',
]

export const attackWords: Check = {
  name: 'content about attacks',
  expected: 'the firewall lets words about attacks through to the door, which answers by its own rules',
  run: async ({ api, site, own }) => {
    const found: string[] = []
    const headers = { origin: site, 'x-kizuki': 'member', 'content-type': 'application/json' }
    for (const word of [...WORDS, WORDS.join(' ').repeat(40)]) {
      const body = JSON.stringify({
        company: own.code,
        userId: word.slice(0, 60),
        password: word.padEnd(20, '.').slice(0, 250),
      })
      const answer = await fetch(`${api}/api/gate/session.start`, { method: 'POST', headers, body })
      const { kind } = (await answer.json().catch(() => ({}))) as { kind?: string }
      // The door itself knows nobody of that name, or finds the field wrong; only the firewall would say `forged`.
      if (!['credentials', 'invalid', 'locked'].includes(kind ?? ''))
        found.push(`${word.slice(0, 30)}: ${answer.status} ${kind ?? 'without a problem'}`)
    }
    return found
  },
}
