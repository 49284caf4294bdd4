import { request } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { certificateFor } from './certificate.ts'

interface Given {
  /** The host of the static files and the host of the API, as a stage has them. */
  readonly app: string
  readonly api: string
  /** Where the service listens. */
  readonly port: () => number
}

/**
 * Two hosts over TLS before one service, as in the cloud: what `app` serves is never the API, and `api` serves nothing else.
 * Only so can cookies, preflights and the page's policy be seen as they will be.
 */
export const startTlsFront = async ({ app, api, port }: Given) => {
  const { cert, key, pin } = certificateFor([app, api])
  const server = createServer(
    { cert, key: key.export({ type: 'pkcs8', format: 'pem' }) },
    (incoming, outgoing) => {
      const isApi = incoming.url?.startsWith('/api/') ?? false
      if (isApi !== (incoming.headers.host === api)) {
        outgoing.writeHead(404)
        return void outgoing.end()
      }
      const onward = request(
        {
          host: '127.0.0.1',
          port: port(),
          path: incoming.url,
          method: incoming.method,
          headers: incoming.headers,
        },
        (answer) => {
          outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
          answer.pipe(outgoing)
        },
      )
      onward.on('error', () => outgoing.destroy())
      incoming.pipe(onward)
    },
  )
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const bound = (server.address() as AddressInfo).port
  return {
    port: bound,
    /** What a browser must be told to find the two names here and to trust their certificate. */
    flags: [
      `--host-resolver-rules=MAP ${app}:443 127.0.0.1:${bound},MAP ${api}:443 127.0.0.1:${bound}`,
      `--ignore-certificate-errors-spki-list=${pin}`,
    ],
    stop: () =>
      new Promise<void>((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}
