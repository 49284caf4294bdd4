import type { Check } from './check.ts'

const WANTED = ['Path=/', 'Secure', 'HttpOnly', 'SameSite=Strict']

export const cookies: Check = {
  name: 'cookies across the two hosts',
  expected:
    'a sign-in from the site sets one cookie of the API’s host alone, and the next call from the site is known by it',
  run: async ({ api, site, own }) => {
    const headers = { origin: site, 'x-kizuki': 'member', 'content-type': 'application/json' }
    const body = JSON.stringify({ company: own.code, userId: own.userId, password: own.password })
    const answer = await fetch(`${api}/api/gate/session.start`, { method: 'POST', headers, body })
    const set = answer.headers.getSetCookie()
    const [line = ''] = set
    if (answer.status !== 200 || set.length !== 1)
      return [`sign-in: ${answer.status} with ${set.length} cookies`]
    const attributes = line.split('; ')
    const found = WANTED.filter((one) => !attributes.includes(one)).map((one) => `the cookie lacks ${one}`)
    if (!line.startsWith('__Host-kz=')) found.push('the cookie is not bound to its host by name')
    if (/;\s*Domain=/i.test(line)) found.push('the cookie names a domain')
    const cookie = line.split(';')[0] ?? ''
    const known = await fetch(`${api}/api/gate/session.get`, { headers: { ...headers, cookie } })
    if (known.status !== 200) found.push(`the next call answers ${known.status}`)
    if (known.headers.get('access-control-allow-origin') !== site)
      found.push('the next call lacks CORS headers')
    const strange = { ...headers, cookie, origin: 'https://elsewhere.example' }
    const forged = await fetch(`${api}/api/gate/session.end`, {
      method: 'POST',
      headers: strange,
      body: '{"everywhere":false}',
    })
    if (forged.status !== 403) found.push(`a write from another origin answers ${forged.status}`)
    return found
  },
}
