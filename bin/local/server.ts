import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Between the port and the doors: the browser is told to come again. */
const notReady: RequestListener = (_, response) => {
  response.writeHead(503, { 'Retry-After': '2' })
  response.end()
}

/** Takes the port at once, so that a port in use is known before anything else is begun; serves when told how. */
export const openServer = async (port: number) => {
  let serve = notReady
  const server = createServer((request, response) => serve(request, response))
  await new Promise<void>((done, fail) => {
    server.once('error', fail)
    server.listen(port, '127.0.0.1', done)
  })
  return {
    port: (server.address() as AddressInfo).port,
    serve: (listener: RequestListener) => {
      serve = listener
    },
    stop: () =>
      new Promise<void>((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}
