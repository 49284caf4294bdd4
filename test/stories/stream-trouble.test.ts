import { marshall } from '@aws-sdk/util-dynamodb'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { check, commit, fetchFile } from '../world/office.ts'
import { administratorOf } from '../world/people.ts'
import { pass } from '../world/time.ts'
import { company, startWorld, type World } from '../world/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

const record = (tenant: string, n: number) => {
  const keys = { pk: `T#${tenant}#OUT#2026#0`, sk: `OUT#${n}` }
  const row = { ...keys, at: '2026', kind: 'status', tallies: 'none' }
  return { eventName: 'INSERT', dynamodb: { SequenceNumber: String(n), NewImage: marshall(row) } }
}

test('a stream goes on from the first errand that failed, in the order of the stream', async () => {
  const Records = [record('nobody', 99), record('no-other', 100)]
  expect(await world.cloud.doors.invoke('stream', { Records })).toEqual({
    batchItemFailures: [{ itemIdentifier: '99' }],
  })
})

test('an errand that can never be run does not keep slips from being erased', async () => {
  const one = await company(world, 0)
  const { browser: admin, again } = await administratorOf(world, one.code)
  await commit(admin, (await check(admin, 'r.csv', 'ID\r\na1\r\n')).id)
  const { jobId } = await admin.call('slip.issue', { target: { kind: 'everyone' }, format: 'csv' })
  await fetchFile(admin, jobId)
  const { fileId } = await admin.job(jobId)
  const { url } = await admin.call('file.link', { fileId: fileId as `fil_${string}` })
  expect((await fetch(url)).status).toBe(200)
  // Looked at up to now: the sweep meets the bad errand in its first buckets.
  await world.cloud.sweep()
  const now = new Date().toISOString()
  const bucket = `${now.slice(0, 15).replace(/[-T:]/g, '')}0`
  await world.table.put({ pk: `${one.prefix}OUT#${bucket}#0`, sk: 'OUT#bad', at: now, kind: 'status' })
  pass(24 * 60 + 6)
  await again()
  await world.cloud.sweep()
  // As S3 answers whoever may not list what is there.
  expect((await fetch(url)).status).toBe(403)
})
