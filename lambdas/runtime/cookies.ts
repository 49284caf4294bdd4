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

/** Each door reads the cookie of its own people; at the gate the app says whose it is. */
export const realmOf = (headers: Record<string, string | undefined>, path: string): Realm =>
  path.startsWith('/api/operator/') || (path.startsWith('/api/gate/') && headers['x-kizuki'] === 'operator')
    ? 'operator'
    : 'member'
