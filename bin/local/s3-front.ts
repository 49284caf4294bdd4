import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { field, wrongForm } from './form.ts'
import { wrongHeader, wrongLink } from './signature.ts'
import { storePut } from './store-put.ts'

interface Given {
  readonly upstream: string
  readonly origin: () => string
  readonly nowMs: () => number
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
        // S3 names what is not there only to those who may list the bucket, and no role of ours may.
        if (answer.statusCode === 404) {
          answer.resume()
          return refuse(response, 'AccessDenied')
        }
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
    if (wrong) return refuse(response, wrong, wrong.startsWith('Entity') ? 400 : 403)
    const stored = storePut(`${upstream}/${bucket}/${field(form, 'key')}`, file)
    response.writeHead(
      await stored.then(
        () => 204,
        () => 502,
      ),
    )
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
    if (request.method === 'POST' && /^multipart\/form-data/.test(String(request.headers['content-type'])))
      return takeForm(request, response, url.pathname.slice(1))
    const signed = { method: request.method ?? '', url, headers: request.headers }
    const wrong = url.searchParams.has('X-Amz-Signature')
      ? wrongLink(signed, nowMs())
      : wrongHeader(signed, nowMs())
    if (wrong) return refuse(response, wrong)
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
