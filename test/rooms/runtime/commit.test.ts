import { expect, test } from 'vitest'
import { makeCall } from '../../../lambdas/runtime/call.ts'
import { log } from '../../../lambdas/runtime/log.ts'
import { put, Refused, type Step } from '../../../lambdas/runtime/step.ts'

const NOW = '2026-11-25T00:00:00.000Z'
/** A call of a member whose table hears what is written. */
const callOf = (together: (steps: readonly Step[]) => Promise<void>, allowed = Promise.resolve()) => {
  const table = { prefix: 'T#a#', together }
  const tenancy = { id: 'a', prefix: 'T#a#', table }
  const actor = { kind: 'member', id: 'mem_1', session: 's1', tenancy, suspended: false }
  const rest = {
    operation: 'attempt.submit',
    line: { audit: true },
    now: NOW,
    log,
    cookies: [],
    standing: null,
  }
  return makeCall({ ...rest, actor, allowed } as never)
}
const write = put({ pk: 'T#a#X', sk: 'X' })

test('every write of somebody who is signed in carries the check that the session still stands', async () => {
  const heard: Step[] = []
  await callOf(async (steps) => void heard.push(...steps)).commit([write])
  expect(heard.map(({ kind, table }) => [kind, table])).toEqual([
    ['put', undefined],
    ['put', 'audit'],
    ['check', undefined],
  ])
  expect(heard[2]).toMatchObject({
    key: { pk: 'T#a#U#mem_1', sk: 'SES#s1' },
    when: [['endsAt', '>', NOW]],
  })
})

test('a session that ended meanwhile is told as signed out, a refused step of the room as itself', async () => {
  const refusing = (at: number) => callOf(async () => Promise.reject(new Refused(at))).commit([write])
  await expect(refusing(2)).rejects.toMatchObject({ kind: 'signedOut' })
  await expect(refusing(0)).rejects.toBeInstanceOf(Refused)
})

test('nothing is written before the caller has been checked', async () => {
  const written: Step[] = []
  const call = callOf(async (steps) => void written.push(...steps), Promise.reject(new Error('not allowed')))
  await expect(call.commit([write])).rejects.toThrow('not allowed')
  await expect(call.table.together([write])).rejects.toThrow('not allowed')
  expect(written).toEqual([])
})
