import { createReadStream, existsSync, statSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, normalize } from 'node:path'
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

/** The built apps as CloudFront serves them: policy, compression, long life for what has its hash in its name. */
export const pagesOf =
  (
    dir: string,
    local: (request: IncomingMessage, response: ServerResponse, url: URL) => boolean | Promise<boolean>,
    apiOrigin = '',
  ) =>
  (cloud: Cloud) => {
    const policy = contentSecurityPolicy({ apiOrigin, filesOrigin: cloud.filesOrigin })
    return async (request: IncomingMessage, response: ServerResponse, url: URL) => {
      if (url.pathname.startsWith('/_local/') && (await local(request, response, url))) return
      if (/^\/(learner|admin|operator)$/.test(url.pathname)) {
        response.writeHead(301, { Location: `${url.pathname}/` })
        return void response.end()
      }
      const { file, status } = fileOf(dir, url.pathname)
      const accepts = String(request.headers['accept-encoding'] ?? '')
      const packed =
        accepts.includes('br') && existsSync(`${file}.br`)
          ? 'br'
          : accepts.includes('gzip') && existsSync(`${file}.gz`)
            ? 'gz'
            : ''
      response.writeHead(status, {
        'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
        'Cache-Control': file.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        'Content-Security-Policy': policy,
        'X-Content-Type-Options': 'nosniff',
        'Referrer-Policy': 'no-referrer',
        Vary: 'Accept-Encoding',
        ...(packed ? { 'Content-Encoding': packed === 'gz' ? 'gzip' : 'br' } : {}),
      })
      createReadStream(packed ? `${file}.${packed}` : file).pipe(response)
    }
  }
