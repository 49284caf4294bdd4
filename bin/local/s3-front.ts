import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

interface Given {
  readonly upstream: string
  readonly origin: () => string
  readonly nowMs: () => number
}
const SECRET = 'local'
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
const signingKey = (scope: string) =>
  scope
    .split('/')
    .slice(1)
    .reduce<string | Buffer>((key, part) => hmac(key, part), `AWS4${SECRET}`)
const same = (a: string, b: string) =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
const encoded = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)

/** A presigned GET: signature over the very address (SigV4 query form) and its expiry. */
const isSignedGet = (url: URL, host: string, nowMs: number): boolean => {
  const signature = url.searchParams.get('X-Amz-Signature') ?? ''
  const at = url.searchParams.get('X-Amz-Date') ?? ''
  const scope = (url.searchParams.get('X-Amz-Credential') ?? '').split('/')
  const query = [...url.searchParams]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort()
    .join('&')
  const canonical = ['GET', url.pathname, query, `host:${host}`, '', 'host', 'UNSIGNED-PAYLOAD'].join('\n')
  const text = [
    'AWS4-HMAC-SHA256',
    at,
    scope.slice(1).join('/'),
    createHash('sha256').update(canonical).digest('hex'),
  ].join('\n')
  const started = Date.parse(at.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
  const isLive = nowMs < started + Number(url.searchParams.get('X-Amz-Expires')) * 1000
  return isLive && same(signature, hmac(signingKey(scope.join('/')), text).toString('hex'))
}

const field = (form: FormData, name: string) => {
  for (const [key, value] of form) if (key.toLowerCase() === name.toLowerCase()) return String(value)
  return ''
}

/** Why a presigned form is refused, or undefined: signature, expiry, and each condition of its policy. */
const wrongForm = (form: FormData, bucket: string, size: number, nowMs: number): string | undefined => {
  const policy = field(form, 'policy')
  const scope = field(form, 'x-amz-credential')
  if (!policy || !same(field(form, 'x-amz-signature'), hmac(signingKey(scope), policy).toString('hex')))
    return 'SignatureDoesNotMatch'
  const { expiration, conditions } = JSON.parse(Buffer.from(policy, 'base64').toString()) as {
    expiration: string
    conditions: unknown[]
  }
  if (Date.parse(expiration) < nowMs) return 'ExpiredToken'
  for (const one of conditions) {
    if (Array.isArray(one)) {
      const [kind, name, value] = one as [string, string | number, string | number]
      if (kind === 'content-length-range' && (size < Number(name) || size > Number(value)))
        return 'EntityTooLarge'
      if (kind === 'eq' && field(form, String(name).slice(1)) !== value) return 'AccessDenied'
    } else
      for (const [name, value] of Object.entries(one as Record<string, string>))
        if ((name === 'bucket' ? bucket : field(form, name)) !== value) return 'AccessDenied'
  }
  return undefined
}

/** Headers that a signed address asks for (GetObject's `response-…` parameters), which the store behind does not know. */
const overrides = (path: string): Record<string, string> =>
  Object.fromEntries(
    [...new URL(path, 'http://store').searchParams]
      .filter(([name]) => name.startsWith('response-'))
      .map(([name, value]) => [name.slice('response-'.length), value]),
  )

const bytesOf = async (request: IncomingMessage, max: number) => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += (chunk as Buffer).length
    if (size <= max) chunks.push(chunk as Buffer)
  }
  return size <= max ? Buffer.concat(chunks) : undefined
}

/** S3's own door for the browser: checks what a presigned address or form promises before the store behind sees it. */
export const startS3Front = async ({
  upstream,
  origin,
  nowMs,
}: Given): Promise<{ endpoint: string; stop(): Promise<void> }> => {
  const refuse = (response: ServerResponse, code: string, status = 403) => {
    response.writeHead(status, { 'Content-Type': 'application/xml' })
    response.end(`<Error><Code>${code}</Code></Error>`)
  }
  const pipe = (request: IncomingMessage, response: ServerResponse, more: { headers?: object } = {}) => {
    const target = new URL(upstream)
    const onward = forward(
      {
        host: target.hostname,
        port: target.port,
        method: request.method,
        path: request.url,
        headers: { ...request.headers, ...more.headers },
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, { ...answer.headers, ...overrides(request.url ?? '') })
        answer.pipe(response)
      },
    )
    onward.on('error', () => refuse(response, 'ServiceUnavailable', 503))
    request.pipe(onward)
  }
  const takeForm = async (request: IncomingMessage, response: ServerResponse, bucket: string) => {
    const bytes = await bytesOf(request, 60_000_000)
    if (!bytes) return refuse(response, 'EntityTooLarge', 400)
    const form = await new Response(bytes, {
      headers: { 'Content-Type': String(request.headers['content-type']) },
    }).formData()
    const file = form.get('file')
    if (!(file instanceof Blob)) return refuse(response, 'InvalidArgument', 400)
    const wrong = wrongForm(form, bucket, file.size, nowMs())
    if (wrong) return refuse(response, wrong, wrong === 'EntityTooLarge' ? 400 : 403)
    const put = await fetch(`${upstream}/${bucket}/${field(form, 'key')}`, {
      method: 'PUT',
      body: await file.arrayBuffer(),
    })
    response.writeHead(put.ok ? 204 : 502)
    response.end()
  }
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`)
    response.setHeader('Access-Control-Allow-Origin', origin())
    response.setHeader('Access-Control-Expose-Headers', 'ETag')
    if (request.method === 'OPTIONS') {
      response.writeHead(204, {
        'Access-Control-Allow-Methods': 'GET, POST',
        'Access-Control-Allow-Headers': '*',
        'Access-Control-Max-Age': '7200',
      })
      return response.end()
    }
    if (url.searchParams.has('X-Amz-Signature') && !isSignedGet(url, String(request.headers.host), nowMs()))
      return refuse(response, 'AccessDenied')
    if (request.method === 'POST' && /^multipart\/form-data/.test(String(request.headers['content-type'])))
      return takeForm(request, response, url.pathname.slice(1))
    if (!url.searchParams.has('X-Amz-Signature') && !request.headers.authorization)
      return refuse(response, 'AccessDenied')
    pipe(request, response)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}
