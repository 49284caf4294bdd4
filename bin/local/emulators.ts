import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Refusal } from './cognito/refusal.ts'

export interface Wire {
  /** `cognito`, `kms` … : the first part of the path. */
  readonly name: string
  /** Answers one request; throws `Refusal` for what the service would refuse. */
  answer(request: {
    target: string
    body: string
    authorization: string
  }): { type: string; body: string } | Promise<{ type: string; body: string }>
  refusal(error: Refusal): { type: string; body: string }
  /** A document that anybody may fetch, by the rest of its path. */
  document?(path: string): object | undefined
}

const read = async (request: IncomingMessage) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

const send = (response: ServerResponse, status: number, { type, body }: { type: string; body: string }) => {
  response.writeHead(status, { 'Content-Type': type, 'x-amzn-RequestId': 'local' })
  response.end(body)
}

/** One loopback server for the small stand-ins, each under its own path. */
export const startEmulators = async (
  wires: readonly Wire[],
): Promise<{ url(name: string): string; stop(): Promise<void> }> => {
  const server: Server = createServer(async (request, response) => {
    const wire = wires.find(({ name }) => request.url?.startsWith(`/${name}`))
    if (!wire) return send(response, 404, { type: 'text/plain', body: 'no such service' })
    if (request.method === 'GET') {
      const found = wire.document?.(String(request.url).slice(wire.name.length + 1))
      return send(response, found ? 200 : 404, {
        type: 'application/json',
        body: JSON.stringify(found ?? {}),
      })
    }
    try {
      const body = await read(request)
      const target =
        String(request.headers['x-amz-target'] ?? '')
          .split('.')
          .at(-1) ?? ''
      send(
        response,
        200,
        await wire.answer({ target, body, authorization: String(request.headers.authorization ?? '') }),
      )
    } catch (error) {
      if (error instanceof Refusal) return send(response, 400, wire.refusal(error))
      send(response, 500, wire.refusal(new Refusal('InternalFailure', (error as Error).message)))
    }
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    url: (name) => `http://127.0.0.1:${port}/${name}`,
    stop: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

/** AWS JSON 1.1: the verb is in a header, errors have `__type`. */
export const jsonWire = (name: string, verbs: Readonly<Record<string, (body: never) => unknown>>): Wire => ({
  name,
  async answer({ target, body }) {
    const verb = verbs[target]
    if (!verb) throw new Refusal('UnknownOperationException', `${name} ${target} is not stood in for`)
    return {
      type: 'application/x-amz-json-1.1',
      body: JSON.stringify((await verb(JSON.parse(body || '{}') as never)) ?? {}),
    }
  },
  refusal: (error) => ({
    type: 'application/x-amz-json-1.1',
    body: JSON.stringify({ __type: error.name, message: error.message }),
  }),
})

const xml = (text: string) => text.replace(/[<>&'"]/g, (c) => `&#${c.charCodeAt(0)};`)

/** AWS Query: the verb is a form field, answers are XML. */
export const queryWire = (
  name: string,
  verbs: Readonly<Record<string, (form: URLSearchParams, accessKey: string) => string>>,
): Wire => ({
  name,
  answer({ body, authorization }) {
    const form = new URLSearchParams(body)
    const action = form.get('Action') ?? ''
    const verb = verbs[action]
    if (!verb) throw new Refusal('InvalidAction', `${name} ${action} is not stood in for`)
    const accessKey = /Credential=([^/]+)/.exec(authorization)?.[1] ?? ''
    return {
      type: 'text/xml',
      body: `<${action}Response><${action}Result>${verb(form, accessKey)}</${action}Result></${action}Response>`,
    }
  },
  refusal: (error) => ({
    type: 'text/xml',
    body: `<ErrorResponse><Error><Type>Sender</Type><Code>${xml(error.name)}</Code><Message>${xml(error.message)}</Message></Error></ErrorResponse>`,
  }),
})
