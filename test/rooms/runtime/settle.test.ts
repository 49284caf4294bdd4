import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { log } from '../../../lambdas/runtime/log.ts'
import { handler } from '../../../lambdas/settle.ts'

const heard: { status: string; type: string | undefined }[] = []
let answer = 200
const server = createServer(async (request, response) => {
  let text = ''
  for await (const chunk of request) text += chunk
  heard.push({ status: JSON.parse(text).Status, type: request.headers['content-type'] })
  response.writeHead(answer).end()
})
beforeAll(() => new Promise<void>((done) => void server.listen(0, '127.0.0.1', done)))
afterAll(() => void server.close())

const asked = (RequestType: 'Create' | 'Delete') => ({
  RequestType,
  ResponseURL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
  StackId: 'stack',
  RequestId: 'request',
  LogicalResourceId: 'Content',
})

test('CloudFormation hears of success by a request without content type, as its address is signed', async () => {
  await handler(asked('Delete'))
  expect(heard).toEqual([{ status: 'SUCCESS', type: undefined }])
})

test('it hears at once that the content could not be published', async () => {
  vi.spyOn(log, 'sink').mockImplementation(() => {})
  heard.length = 0
  await handler(asked('Create'))
  expect(heard.map(({ status }) => status)).toEqual(['FAILED'])
})

test('an answer that was not taken fails the function, so that Lambda runs it again', async () => {
  answer = 403
  await expect(handler(asked('Delete'))).rejects.toThrow(/403/)
})
