import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** Every pair of credentials of this machine has this secret: who they belong to is what the access key says. */
const SECRET = 'local'
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
const signingKey = (scope: readonly string[]) =>
  scope.slice(1).reduce<string | Buffer>((key, part) => hmac(key, part), `AWS4${SECRET}`)

export const same = (a: string, b: string) =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))

/** SigV4's signature of a text under a scope `key/day/region/service/aws4_request`. */
export const signatureOf = (scope: string, text: string) =>
  hmac(signingKey(scope.split('/')), text).toString('hex')

const encoded = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
const queryOf = (url: URL) =>
  [...url.searchParams]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort()
    .join('&')

interface Signed {
  readonly method: string
  readonly url: URL
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
}
interface Claim {
  readonly at: string
  readonly scope: string
  readonly signedHeaders: string
  readonly signature: string
  readonly payload: string
}

/** Whether a request carries the signature that its claim says, over method, address, signed headers and payload. */
const isSigned = ({ method, url, headers }: Signed, claim: Claim) => {
  const names = claim.signedHeaders.split(';')
  if (!names.includes('host')) return false
  const lines = names.map(
    (name) =>
      `${name}:${String(headers[name] ?? '')
        .trim()
        .replace(/ +/g, ' ')}`,
  )
  const canonical = [method, url.pathname, queryOf(url), ...lines, '', claim.signedHeaders, claim.payload]
  const digest = createHash('sha256').update(canonical.join('\n')).digest('hex')
  const text = ['AWS4-HMAC-SHA256', claim.at, claim.scope.split('/').slice(1).join('/'), digest]
  return same(claim.signature, signatureOf(claim.scope, text.join('\n')))
}

const instantOf = (at: string) =>
  Date.parse(at.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
const WEEK_SECONDS = 604_800
/** S3 takes a request signed by a clock that is off by a quarter of an hour at most. */
const SKEW_MS = 15 * 60_000

/** Why a presigned address is refused, or undefined. */
export const wrongLink = (request: Signed, nowMs: number): string | undefined => {
  const get = (name: string) => request.url.searchParams.get(name) ?? ''
  const [began, seconds] = [instantOf(get('X-Amz-Date')), Number(get('X-Amz-Expires'))]
  const claim = {
    at: get('X-Amz-Date'),
    scope: get('X-Amz-Credential'),
    signedHeaders: get('X-Amz-SignedHeaders'),
    signature: get('X-Amz-Signature'),
    payload: 'UNSIGNED-PAYLOAD',
  }
  if (!isSigned(request, claim)) return 'SignatureDoesNotMatch'
  const isLive = seconds > 0 && seconds <= WEEK_SECONDS && nowMs < began + seconds * 1000
  return isLive && nowMs > began - SKEW_MS ? undefined : 'AccessDenied'
}

/** Why a request signed in its header (as the SDK signs) is refused, or undefined. */
export const wrongHeader = (request: Signed, nowMs: number): string | undefined => {
  const [, scope = '', signedHeaders = '', signature = ''] =
    /^AWS4-HMAC-SHA256 Credential=([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
      String(request.headers.authorization ?? ''),
    ) ?? []
  const at = String(request.headers['x-amz-date'] ?? '')
  const payload = String(request.headers['x-amz-content-sha256'] ?? '')
  if (!isSigned(request, { at, scope, signedHeaders, signature, payload })) return 'SignatureDoesNotMatch'
  return Math.abs(nowMs - instantOf(at)) > SKEW_MS ? 'RequestTimeTooSkewed' : undefined
}
