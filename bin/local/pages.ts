import { existsSync, readFileSync, statSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { lru } from '../../lambdas/runtime/lru.ts'
import { contentSecurityPolicy } from '../../lib/parts/content-security-policy.ts'
import type { Cloud } from './cloud.ts'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json; charset=utf-8',
}

/** A path as it was meant; one that is no text (`/%`) is nothing. */
const decoded = (path: string): string => {
  try {
    return decodeURIComponent(path)
  } catch {
    return '/malformed'
  }
}

/** The file an address means; `/c/<code>` and what is not there show the site's first page, as CloudFront does. */
const fileOf = (dir: string, path: string): { file: string; status: number } => {
  const wanted = normalize(decoded(path)).replace(/^(\.\.(\/|$))+/, '')
  const file = join(dir, wanted.endsWith('/') ? `${wanted}index.html` : wanted)
  const first = join(dir, 'index.html')
  if (path.startsWith('/c/')) return { file: first, status: 200 }
  // a NUL names no file
  const stands = !file.includes('\0') && file.startsWith(dir) && existsSync(file) && statSync(file).isFile()
  return stands ? { file, status: 200 } : { file: first, status: 404 }
}

const PACKED = { br: 'br', gzip: 'gz' } as const

/** What is sent for an address to a browser that takes `encoding`. */
const pageOf = (dir: string, path: string, encoding: keyof typeof PACKED | undefined) => {
  const { file, status } = fileOf(dir, path)
  const packed = encoding && `${file}.${PACKED[encoding]}`
  const isPacked = packed !== undefined && existsSync(packed)
  return {
    status,
    body: readFileSync(isPacked ? packed : file),
    headers: {
      'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
      'Cache-Control': file.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      ...(isPacked ? { 'Content-Encoding': encoding } : {}),
    },
  }
}

/** The built apps as CloudFront serves them: policy, compression, long life for what has its hash in its name. */
export const pagesOf =
  (
    dir: string,
    local: (request: IncomingMessage, response: ServerResponse, url: URL) => boolean | Promise<boolean>,
    apiOrigin = '',
  ) =>
  (cloud: Cloud) => {
    const policy = contentSecurityPolicy({ apiOrigin, filesOrigin: cloud.filesOrigin })
    // A build does not change under its service; an address nobody built is as good as any other, so the map has an end.
    const pages = lru<ReturnType<typeof pageOf>>(200)
    const held = (path: string, encoding: keyof typeof PACKED | undefined) => {
      const key = `${encoding} ${path}`
      return pages.get(key) ?? pages.set(key, pageOf(dir, path, encoding))
    }
    return async (request: IncomingMessage, response: ServerResponse, url: URL) => {
      if (url.pathname.startsWith('/_local/') && (await local(request, response, url))) return
      if (/^\/(learner|admin|operator)$/.test(url.pathname)) {
        response.writeHead(301, { Location: `${url.pathname}/` })
        return void response.end()
      }
      const accepts = String(request.headers['accept-encoding'] ?? '')
      const encoding = accepts.includes('br') ? 'br' : accepts.includes('gzip') ? 'gzip' : undefined
      const { status, headers, body } = held(url.pathname, encoding)
      response.writeHead(status, {
        ...headers,
        'Content-Security-Policy': policy,
        'X-Content-Type-Options': 'nosniff',
        'Referrer-Policy': 'no-referrer',
        Vary: 'Accept-Encoding',
      })
      response.end(body)
    }
  }
