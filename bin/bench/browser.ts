import { Agent, type IncomingMessage, request } from 'node:http'
import type * as z from 'zod'
import { type OperationName, type Register, register } from '../../lambdas/register.ts'

type Input<N extends OperationName> = z.input<Register[N]['input']>
type Output<N extends OperationName> = z.output<Register[N]['output']>

const whole = async (response: IncomingMessage) => {
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** One person's browser, as light as it can be: cookies, one kept connection, and a count of every byte on its wire. */
export const openBrowser = (origin: string) => {
  const { hostname, port } = new URL(origin)
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const cookies = new Map<string, string>()
  let bytes = 0

  const send = (method: string, path: string, headers: Record<string, string>, body?: string | Uint8Array) =>
    new Promise<{ status: number; body: Buffer; headers: IncomingMessage['headers'] }>((done, fail) => {
      const asked = request({ hostname, port, agent, method, path, headers }, (response) => {
        for (const line of response.headers['set-cookie'] ?? []) {
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
          if (value) cookies.set(name, value)
          else cookies.delete(name)
        }
        const { socket } = response
        whole(response).then((body) => {
          bytes += socket.bytesRead + socket.bytesWritten - (counted.get(socket) ?? 0)
          counted.set(socket, socket.bytesRead + socket.bytesWritten)
          done({ status: response.statusCode ?? 0, body, headers: response.headers })
        }, fail)
      })
      asked.once('error', fail)
      asked.end(body)
    })
  const counted = new WeakMap<object, number>()
  const cookie = () => [...cookies].map((pair) => pair.join('=')).join('; ')

  return {
    /** Bytes sent and received so far, headers included. */
    bytes: () => bytes,
    close: () => agent.destroy(),
    /** A page or what it loads, packed as browsers ask for it. */
    get: (path: string) => send('GET', path, { 'accept-encoding': 'br', cookie: cookie() }),
    /** An operation; whatever it answers. */
    async raw<N extends OperationName>(name: N, input: Input<N>) {
      const { door, method } = register[name]
      const path = `/api/${door}/${name}`
      const headers = { 'x-kizuki': 'member', 'accept-encoding': 'gzip, br', origin, cookie: cookie() }
      if (method === 'GET') {
        const query = Object.keys(input).length > 0 ? `?${new URLSearchParams(input as never)}` : ''
        return send('GET', path + query, headers)
      }
      const body = JSON.stringify(input)
      const length = String(Buffer.byteLength(body))
      return send(
        'POST',
        path,
        { ...headers, 'content-type': 'application/json', 'content-length': length },
        body,
      )
    },
    /** An operation that must succeed. */
    async call<N extends OperationName>(name: N, input: Input<N>): Promise<Output<N>> {
      const { status, body } = await this.raw(name, input)
      if (status !== 200) throw new Error(`${name} answered ${status}: ${body.toString().slice(0, 300)}`)
      return JSON.parse(body.toString()) as Output<N>
    },
  }
}
export type Browser = ReturnType<typeof openBrowser>
