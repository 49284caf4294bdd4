/** Session cookies: the access token alone, never readable by a script, sent to this host only (RFC 6265bis `__Host-`). */
export const COOKIES = { member: '__Host-kz', operator: '__Host-kz-op' } as const
export type Realm = keyof typeof COOKIES

export const cookieOf = (header: string | undefined, realm: Realm): string | undefined => {
  for (const pair of (header ?? '').split(';')) {
    const [name, ...rest] = pair.trim().split('=')
    if (name === COOKIES[realm]) return rest.join('=') || undefined
  }
  return undefined
}

export const setCookie = (realm: Realm, token: string, seconds: number) =>
  `${COOKIES[realm]}=${token}; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=${seconds}`

export const clearCookie = (realm: Realm) => setCookie(realm, '', 0)

/** The operator's app and door speak for the operator's cookie; everything else for the member's. */
export const realmOf = (headers: Record<string, string | undefined>, path: string): Realm =>
  path.startsWith('/api/operator/') || headers['x-kizuki'] === 'operator' ? 'operator' : 'member'
