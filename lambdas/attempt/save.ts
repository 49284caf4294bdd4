import { settledAt } from '../assignment/closing.ts'
import { readCatalogue, readEdition } from '../course/read.ts'
import { mine } from '../enrollment/mine.ts'
import { openAttempt } from '../enrollment/status-at.ts'
import type { Call, Operation } from '../runtime/call.ts'
import { plusMs } from '../runtime/clock.ts'
import { Problem } from '../runtime/problem.ts'
import { Refused } from '../runtime/step.ts'
import { attemptKey, attemptOf, continued, held, LEASE_MS, pausedStep } from './items.ts'
import { closed, explain, lookingAgain } from './refusals.ts'
import { statusStep } from './status-step.ts'

/** Writes to the open attempt under its key: one write where the lease stands, a fuller one after a rest. */
const write = async (call: Call, edition: string, key: string, set: Record<string, unknown>) => {
  const leaseUntil = plusMs(call.now, LEASE_MS)
  try {
    await call.table.change(
      attemptKey(call.owner, edition, key),
      { set: { ...set, leaseUntil, lastAt: call.now } },
      held(key, call.now),
    )
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const there = error.item && attemptOf(error.item)
    if (!there || there.submittedAt || there.key !== key) throw explain(there)
    return {
      savedAt: call.now,
      leaseUntil: await lookingAgain(() => writeAfterRest(call, edition, key, set)),
    }
  }
  return { savedAt: call.now, leaseUntil }
}

/** Goes on after a rest; returns until when the lease then runs. A heartbeat that comes late ends no 「中断して保存」. */
const writeAfterRest = async (call: Call, edition: string, key: string, set: Record<string, unknown>) => {
  const { learning, assignment } = await mine(call, edition, true)
  const open = openAttempt(learning.attempts)
  if (open?.key !== key) throw explain(open ?? learning.attempts.at(-1))
  if (call.now >= settledAt(assignment)) throw closed()
  if (open.paused && Object.keys(set).length === 0) return open.leaseUntil
  const back = continued(open, call.now, settledAt(assignment), false)
  await call.table.together([
    { ...back, set: { ...back.set, ...set } },
    ...statusStep(call, learning, open.told, 'inProgress'),
  ])
  return plusMs(call.now, LEASE_MS)
}

/** Revisions correct texts and keep ids, so the newest revision knows the questions of an older attempt. */
const mustBeAsked = async (call: Call, edition: string, question: string) => {
  const listed = (await readCatalogue(call.tenancy.shared)).editions.find(({ id }) => id === edition)
  const questions = listed ? (await readEdition(call.tenancy.shared, edition, listed.revision)).questions : []
  if (!questions.some(({ id }) => id === question)) throw new Problem('notFound')
}

export const save: Operation<'attempt.save'> = async (call, { edition, key, question, choice }) => {
  await mustBeAsked(call, edition, question)
  return write(call, edition, key, { [`answers.${question}`]: choice })
}

export const beat: Operation<'attempt.beat'> = (call, { edition, key }) => write(call, edition, key, {})

/** 「中断して保存」 ends the lease at once. */
export const pause: Operation<'attempt.pause'> = (call, { edition, key }) =>
  lookingAgain(async () => {
    const { learning } = await mine(call, edition, true)
    const open = openAttempt(learning.attempts)
    if (open?.key !== key) throw explain(open ?? learning.attempts.at(-1))
    if (!open.paused)
      await call.table.together([
        pausedStep(open, call.now),
        ...statusStep(call, learning, open.told, 'interrupted'),
      ])
    return {}
  })
