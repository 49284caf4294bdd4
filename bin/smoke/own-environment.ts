import type { Check } from './check.ts'

/** One call of each door that runs in an environment per tenant. */
const CALLS = ['/api/learner/enrollment.list', '/api/admin/company.get']

export const ownEnvironment: Check = {
  name: 'an environment per tenant',
  expected:
    'the gateway names the proved tenant to the doors of learners and administrators, and they answer by their own rules',
  run: async ({ api, site, own }) => {
    const headers = { origin: site, 'x-kizuki': 'member', 'content-type': 'application/json' }
    const body = JSON.stringify({ company: own.code, userId: own.userId, password: own.password })
    const signedIn = await fetch(`${api}/api/gate/session.start`, { method: 'POST', headers, body })
    const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const found: string[] = []
    for (const path of CALLS) {
      const answer = await fetch(`${api}${path}`, { headers: { ...headers, cookie } })
      const { kind } = (await answer.json().catch(() => ({}))) as { kind?: string }
      // The administrator has no second factor: the door itself refuses, once it has been reached.
      if (answer.status !== 403 || !kind)
        found.push(`${path}: ${answer.status} ${kind ?? 'without a problem'}`)
    }
    return found
  },
}
