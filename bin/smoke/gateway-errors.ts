import type { Check } from './check.ts'

/** Calls that the gateway itself, or the first step of a door, must refuse: as documents that the page may read. */
const CALLS: readonly [what: string, path: string, init: RequestInit, status: number][] = [
  ['nobody signed in', '/api/learner/enrollment.list', {}, 401],
  ['an address that is not there', '/api/learner/nothing.here', {}, 404],
  ['a body that is no JSON', '/api/gate/session.start', { method: 'POST', body: '{' }, 400],
]

export const gatewayErrors: Check = {
  name: 'gateway errors',
  expected: 'refusals of the gateway are problem documents with CORS headers for the site alone',
  run: async ({ api, site }) => {
    const found: string[] = []
    for (const [what, path, init, status] of CALLS) {
      const headers = { origin: site, 'x-kizuki': 'member', 'content-type': 'application/json' }
      const answer = await fetch(`${api}${path}`, { ...init, headers })
      const type = answer.headers.get('content-type') ?? 'no content type'
      const problem = (await answer.json().catch(() => ({}))) as { kind?: string; ja?: string }
      if (answer.status !== status) found.push(`${what}: ${answer.status} instead of ${status}`)
      if (!type.startsWith('application/problem+json')) found.push(`${what}: ${type}`)
      if (!problem.kind || !problem.ja) found.push(`${what}: no problem with words`)
      if (answer.headers.get('access-control-allow-origin') !== site)
        found.push(`${what}: allowed origin ${answer.headers.get('access-control-allow-origin')}`)
      if (answer.headers.get('access-control-allow-credentials') !== 'true')
        found.push(`${what}: credentials are not allowed`)
    }
    return found
  },
}
