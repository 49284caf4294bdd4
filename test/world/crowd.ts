import { DynamoDBClient, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb'
import { marshall } from '@aws-sdk/util-dynamodb'
import { running } from '../../bin/local/door.ts'
import type { Company } from '../../bin/town/found.ts'
import { assignmentKey, assignmentOf } from '../../lambdas/assignment/items.ts'
import { rosterShardsFor } from '../../lambdas/company/items.ts'
import { enrolSteps } from '../../lambdas/enrollment/moving.ts'
import { memberSteps, newProfile } from '../../lambdas/member/items.ts'
import { env, makeClient } from '../../lambdas/runtime/aws.ts'
import { nowInstant, nowMs } from '../../lambdas/runtime/clock.ts'
import { ulid } from '../../lambdas/runtime/ulid.ts'
import { EDITION } from './study.ts'
import type { World } from './world.ts'

const AT_ONCE = 4

/** Puts `count` people beside those who are there, on the roster and in the opening, as their items lie; none can sign in. */
export const crowd = async (world: World, company: Company, count: number) => {
  const found = await world.table.get(assignmentKey(company.prefix, EDITION))
  if (!found) throw new Error('the opening should stand there')
  const assignment = assignmentOf(found)
  const client = makeClient(DynamoDBClient)
  const now = nowInstant()
  let next = 0
  const itemsOf = (n: number) => {
    const userId = `crowd-${n}`
    const one = newProfile({ id: `mem_${ulid(nowMs())}`, userId, normal: userId, addedAt: now })
    const { steps } = memberSteps(company.prefix, rosterShardsFor(company.seats), undefined, one)
    const enrolled = enrolSteps(company.prefix, assignment, one, now)
    // Without the rows that search and sign-in find people by: nobody looks for these.
    return [...steps.slice(1, 2), ...enrolled.steps].flatMap(({ item }) => item ?? [])
  }
  const write = async () => {
    while (next < count) {
      const items = Array.from({ length: Math.min(33, count - next) }, () => itemsOf(next++)).flat()
      // One transaction of the local table is one commit on disk: many times as fast as a batch.
      const TransactItems = items.map((item) => ({
        Put: { TableName: env('APP_TABLE'), Item: marshall(item, { removeUndefinedValues: true }) },
      }))
      await client.send(new TransactWriteItemsCommand({ TransactItems }))
    }
  }
  await running.run('root', () => Promise.all(Array.from({ length: AT_ONCE }, write)))
}
