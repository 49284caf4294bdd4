import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs'
import { expect, test } from 'vitest'
import { startObjects } from '../../bin/local/objects.ts'
import { namesOf } from '../../lib/names.ts'

test('a message that fails five times lies in the dead-letter queue, and a restart forgets no message', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'kizuki-queues-'))
  const names = namesOf('local', '000000000000')
  const first = await startObjects(dir, names)
  const { sqs, queues } = first
  await sqs.send(new SendMessageCommand({ QueueUrl: queues.jobs, MessageBody: 'one' }))
  const receive = async (QueueUrl: string) => {
    // The message is visible again from the next millisecond on.
    await new Promise((done) => setTimeout(done, 5))
    const command = new ReceiveMessageCommand({ QueueUrl, VisibilityTimeout: 0 })
    return ((await sqs.send(command)).Messages ?? []).map(({ Body }) => Body)
  }
  for (let times = 0; times < 5; times++) expect(await receive(queues.jobs)).toEqual(['one'])
  expect(await receive(queues.jobs)).toEqual([])
  expect(await receive(`${queues.jobs}-dead`)).toEqual(['one'])
  await sqs.send(new SendMessageCommand({ QueueUrl: queues.mail, MessageBody: 'two' }))
  await first.stop()

  const next = await startObjects(dir, names)
  const dead = await next.sqs.send(new ReceiveMessageCommand({ QueueUrl: `${next.queues.jobs}-dead` }))
  expect(dead.Messages?.map(({ Body }) => Body)).toEqual(['one'])
  const waiting = await next.sqs.send(new ReceiveMessageCommand({ QueueUrl: next.queues.mail }))
  expect(waiting.Messages?.map(({ Body }) => Body)).toEqual(['two'])
  await next.stop()
  rmSync(dir, { recursive: true, force: true })
})
