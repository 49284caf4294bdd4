import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { namesOf } from '../../lib/names.ts'
import { type Client, client } from '../world/client.ts'
import { type Mortal, mortal } from '../world/mortal.ts'
import { openCourse, until } from '../world/office.ts'
import { EDITION, readAll, rightChoices } from '../world/study.ts'
import { PASSWORD } from '../world/world.ts'

let service: Mortal
beforeAll(async () => {
  service = await mortal()
}, 120_000)
afterAll(() => service?.end())

const auditOf = async (operation: string) => {
  const tables = new DynamoDBClient({
    endpoint: service.dynamo,
    region: 'ap-northeast-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  })
  const { Items = [] } = await tables.send(
    new ScanCommand({ TableName: namesOf('local', '000000000000').tables.audit }),
  )
  tables.destroy()
  return Items.map((item) => unmarshall(item)).filter((row) => row.operation === operation)
}

test('a service killed between any two steps of a submission has lost nothing acknowledged, and nothing happened twice', async () => {
  const admin: Client = client(service)
  await admin.signIn('crash-firm', 'kanri', PASSWORD)
  await admin.enrol()
  const assignmentId = await openCourse(admin)
  const learner: Client = client(service)
  await learner.signIn('crash-firm', 'u001', PASSWORD)
  await readAll(learner)
  const begun = await learner.call('attempt.start', { edition: EDITION })
  if (begun.state !== 'open') throw new Error('the test should open')
  const { key, questions } = begun
  const right = rightChoices()

  const saved: Record<string, string> = {}
  const save = async (question: string) => {
    const choice = right[question] ?? 'a'
    await learner.call('attempt.save', { edition: EDITION, key, question, choice })
    saved[question] = choice
  }
  const stands = async () => {
    const again = await learner.call('attempt.start', { edition: EDITION, key })
    expect(again).toMatchObject({ state: 'open', key })
    expect(again.state === 'open' && again.answers).toEqual(saved)
  }

  // Between two saves, right behind the acknowledgement.
  for (const { id } of questions.slice(0, 3)) await save(id)
  await service.killAndBegin()
  await stands()
  // In the midst of a save: it either stands or does not, and may be sent again.
  const [cut] = questions.slice(3)
  const inFlight = save(cut?.id ?? '').catch(() => undefined)
  await service.killAndBegin()
  await inFlight
  await save(cut?.id ?? '')
  await stands()
  for (const { id } of questions.slice(4)) await save(id)
  // Between the last save and the submission.
  await service.killAndBegin()
  await stands()
  // In the midst of the submission, and right behind it, before its errands are run.
  const lost = learner.raw('attempt.submit', { edition: EDITION, key }).catch(() => undefined)
  await new Promise((done) => setTimeout(done, 15))
  await service.killAndBegin()
  await lost
  const handedIn = await learner.call('attempt.submit', { edition: EDITION, key })
  await service.killAndBegin()
  expect(await learner.call('attempt.submit', { edition: EDITION, key })).toEqual(handedIn)
  expect(handedIn).toMatchObject({ passed: true, score: 100, number: 1 })

  const { totals } = await until(
    () => admin.call('record.totals', { assignmentId }),
    (seen) => seen.totals.passed === 1,
    30_000,
  )
  expect(totals).toMatchObject({
    target: 2,
    notStarted: 1,
    inProgress: 0,
    interrupted: 0,
    failed: 0,
    passed: 1,
  })
  const { rows } = await admin.call('record.list', { assignmentId, status: 'passed' })
  expect(rows).toMatchObject([{ userId: 'u001', tries: 1, firstScore: 100, lastScore: 100 }])
  const memberId = rows[0]?.memberId as `mem_${string}`
  expect((await admin.call('record.get', { assignmentId, memberId })).attempts).toHaveLength(1)
  const handIns = (await auditOf('attempt.submit')).filter((row) => row.outcome === 'done')
  expect(handIns.filter((row) => row.detail?.score === 100)).toHaveLength(1)
}, 300_000)
