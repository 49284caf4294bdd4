import { depthOf, type Measured } from '../../bin/local/iam/meter.ts'
import type { Client } from './client.ts'
import { EDITION, rightChoices } from './study.ts'
import { PASSWORD, type World } from './world.ts'

export interface StepCost {
  readonly operation: string
  readonly write: number
  readonly read: number
  /** DynamoDB calls of the operation that had to wait for one another. */
  readonly depth: number
}
const DOORS = new Set(['gate', 'authorizer', 'learner'])
const total = (calls: readonly Measured[], what: 'write' | 'read') =>
  calls.reduce((sum, one) => sum + one[what], 0)

/** A learner's whole way from signing in to the result, and what each operation costs at the tables. */
export const journey = async (world: World, company: string, userId: string): Promise<StepCost[]> => {
  const learner: Client = world.browser()
  const costs: StepCost[] = []
  const measured = async <T>(operation: string, act: () => Promise<T>): Promise<T> => {
    world.cloud.meter.start()
    const done = await act()
    const calls = world.cloud.meter
      .stop()
      .calls.filter(({ by, service }) => DOORS.has(by) && service === 'DynamoDB')
    costs.push({ operation, write: total(calls, 'write'), read: total(calls, 'read'), depth: depthOf(calls) })
    return done
  }
  const asked: Client['call'] = (name, input) => measured(name, () => learner.call(name, input))

  await measured('session.start', () => learner.signIn(company, userId, PASSWORD))
  await asked('enrollment.list', {})
  const { lessons } = await asked('enrollment.get', { edition: EDITION })
  for (const { id: lesson } of lessons) {
    await asked('lesson.open', { edition: EDITION, lesson })
    await asked('lesson.finish', { edition: EDITION, lesson })
  }
  const started = await asked('attempt.start', { edition: EDITION })
  if (started.state !== 'open') throw new Error('the test should open')
  const { key, questions } = started
  const right = rightChoices()
  for (const { id: question } of questions)
    await asked('attempt.save', { edition: EDITION, key, question, choice: right[question] ?? 'a' })
  const result = await asked('attempt.submit', { edition: EDITION, key })
  if (!result.passed) throw new Error('the test should be passed')
  await asked('attempt.result', { edition: EDITION })
  return costs
}
