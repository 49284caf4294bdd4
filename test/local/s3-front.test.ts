import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { createPresignedPost } from '@aws-sdk/s3-presigned-post'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startS3Front } from '../../bin/local/s3-front.ts'

const AT = { Bucket: 'files', Key: 'T/one/fil_1' }
const TYPE = 'application/octet-stream'
let nowMs = Date.now()
let store: Server
let front: Awaited<ReturnType<typeof startS3Front>>
let client: S3Client
/** What came through to the store behind. */
const reached: string[] = []

beforeAll(async () => {
  store = createServer((request, response) => {
    request.resume().on('end', () => {
      reached.push(`${request.method} ${request.url?.split('?')[0]}`)
      response.end('kept')
    })
  })
  await new Promise<void>((done) => store.listen(0, '127.0.0.1', done))
  front = await startS3Front({
    upstream: `http://127.0.0.1:${(store.address() as AddressInfo).port}`,
    origin: () => 'http://localhost',
    nowMs: () => nowMs,
  })
  client = new S3Client({
    endpoint: front.endpoint,
    region: 'ap-northeast-1',
    forcePathStyle: true,
    credentials: { accessKeyId: 'ASIALOCAL', secretAccessKey: 'local' },
    requestChecksumCalculation: 'WHEN_REQUIRED',
  })
})
afterAll(async () => {
  client.destroy()
  await front.stop()
  store.close()
})

const link = () => getSignedUrl(client, new GetObjectCommand(AT), { expiresIn: 300 })
const statusOf = async (url: string, init?: RequestInit) => {
  nowMs = Date.now()
  return (await fetch(url, init)).status
}

describe('a presigned address', () => {
  test('opens its object for as long as it says and not a second longer', async () => {
    const url = await link()
    expect(await statusOf(url)).toBe(200)
    nowMs = Date.now() + 301_000
    expect((await fetch(url)).status).toBe(403)
  })
  test('opens no other object, name of a download, or method, and cannot be made to last', async () => {
    const url = await link()
    const before = reached.length
    expect(await statusOf(url.replace('fil_1', 'fil_2'))).toBe(403)
    expect(await statusOf(url.replace('T/one', 'T/two'))).toBe(403)
    expect(await statusOf(`${url}&response-content-disposition=inline`)).toBe(403)
    expect(await statusOf(url.replace('X-Amz-Expires=300', 'X-Amz-Expires=30000'))).toBe(403)
    expect(await statusOf(url, { method: 'DELETE' })).toBe(403)
    expect(await statusOf(url.replace(/X-Amz-Signature=..../, 'X-Amz-Signature=0000'))).toBe(403)
    expect(await statusOf(url.replace(/&X-Amz-Signature=[^&]+/, ''))).toBe(403)
    expect(reached.slice(before)).toEqual([])
  })
})

test('a request of nobody, or with a signature made up, reaches no object', async () => {
  const before = reached.length
  const url = `${front.endpoint}/files/T/one/fil_1`
  expect(await statusOf(url)).toBe(403)
  expect(await statusOf(url, { headers: { authorization: 'Bearer me' } })).toBe(403)
  const scope = 'ASIALOCAL/20261125/ap-northeast-1/s3/aws4_request'
  const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=${'0'.repeat(64)}`
  expect(await statusOf(url, { headers: { authorization } })).toBe(403)
  expect(reached.slice(before)).toEqual([])
})

test('a request that the SDK signs comes through, but not by a clock that is an hour off', async () => {
  nowMs = Date.now()
  const { Body } = await client.send(new GetObjectCommand(AT))
  expect(await Body?.transformToString()).toBe('kept')
  nowMs = Date.now() + 3_600_000
  await expect(client.send(new GetObjectCommand(AT))).rejects.toThrow(/RequestTimeTooSkewed|UnknownError/)
  nowMs = Date.now()
})

describe('a presigned form', () => {
  const form = () =>
    createPresignedPost(client, {
      ...AT,
      Expires: 600,
      Fields: { 'Content-Type': TYPE },
      Conditions: [
        ['content-length-range', 1, 100],
        ['eq', '$Content-Type', TYPE],
      ],
    })
  const post = async (changed: Record<string, string> = {}, size = 10, bucket = 'files') => {
    const { fields } = await form()
    const body = new FormData()
    for (const [name, value] of Object.entries({ ...fields, ...changed })) body.append(name, value)
    body.append('file', new Blob(['x'.repeat(size)]), 'file.csv')
    return (await fetch(`${front.endpoint}/${bucket}`, { method: 'POST', body })).status
  }
  const refused = async (...how: Parameters<typeof post>) => {
    const before = reached.length
    const status = await post(...how)
    expect(reached.slice(before)).toEqual([])
    return status
  }

  test('puts one object where it says', async () => {
    nowMs = Date.now()
    expect(await post()).toBe(204)
    expect(reached.at(-1)).toBe('PUT /files/T/one/fil_1')
  })
  test('takes no other key, type, bucket or field', async () => {
    expect(await refused({ key: 'T/two/fil_1' })).toBe(403)
    expect(await refused({ 'Content-Type': 'text/html' })).toBe(403)
    expect(await refused({}, 10, 'content')).toBe(403)
    expect(await refused({ acl: 'public-read' })).toBe(403)
  })
  test('takes nothing empty and nothing larger than it says', async () => {
    expect(await refused({}, 101)).toBe(400)
    expect(await refused({}, 0)).toBe(400)
    expect(await post({}, 100)).toBe(204)
  })
  test('is over after ten minutes, and its policy cannot be rewritten', async () => {
    const { fields } = await form()
    const policy = JSON.parse(Buffer.from(fields.Policy ?? '', 'base64').toString())
    policy.expiration = '2099-01-01T00:00:00Z'
    const Policy = Buffer.from(JSON.stringify(policy)).toString('base64')
    expect(await refused({ Policy })).toBe(403)
    nowMs = Date.now() + 601_000
    expect(await refused()).toBe(403)
    nowMs = Date.now()
  })
})
