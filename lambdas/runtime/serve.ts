import middy from '@middy/core'
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda'
import type { OperationName, Register } from '../register.ts'
import { isBusy } from './busy.ts'
import { type Actor, type Call, makeCall, type Operation } from './call.ts'
import { nowInstant } from './clock.ts'
import { invalid } from './invalid.ts'
import { isSuspended } from './issuer.ts'
import type { Door } from './line.ts'
import { log } from './log.ts'
import { Problem } from './problem.ts'
import { type Asked, answer, readRequest } from './request.ts'
import { mustBeAllowed, mustBelong, type Standing, standingOf } from './standing.ts'
import { type Table, tableOf } from './table.ts'
import { tenancyOf } from './tenancy.ts'

type NameAt<D extends Door> = {
  [N in OperationName]: Register[N]['door'] extends D ? N : never
}[OperationName]
type RoomOf<N> = N extends `${infer R}.${string}` ? R : never
type VerbOf<N, R extends string> = N extends `${R}.${infer V}` ? V : never

/** The rooms behind a door: for each of its register lines the function of that room and verb. */
export type Rooms<D extends Door> = {
  readonly [R in RoomOf<NameAt<D>>]: {
    readonly [V in VerbOf<NameAt<D>, R>]: `${R}.${V}` extends OperationName ? Operation<`${R}.${V}`> : never
  }
}

/** The gateway's event with what the first step of the chain has read out of it. */
type Event = APIGatewayProxyEvent & { asked?: Asked; cookies?: string[] }

let registry: Table | undefined

/** Who asks, from the authorizer's proved context; public operations have none. */
const actorOf = (event: APIGatewayProxyEvent): Actor => {
  const proved = (event.requestContext?.authorizer ?? {}) as Record<string, string | undefined>
  const { tenant, member, operator, session, pool, client, state } = proved
  if (tenant && member && session && pool && client)
    return {
      kind: 'member',
      id: member,
      session,
      tenancy: tenancyOf(tenant, { poolId: pool, clientId: client }),
      suspended: isSuspended(state ?? ''),
    }
  if (operator && session) {
    registry ??= tableOf('', undefined, 'registry')
    return { kind: 'operator', id: operator, session, registry }
  }
  return { kind: 'visitor' }
}

const standingFor = (actor: Actor, now: string): (() => Promise<Standing>) => {
  let asked: Promise<Standing> | undefined
  const ask = (): Promise<Standing> => {
    if (actor.kind === 'member')
      return standingOf(actor.tenancy.table, `${actor.tenancy.prefix}U#${actor.id}`, actor.session, now)
    if (actor.kind === 'operator') return standingOf(actor.registry, `OPR#U#${actor.id}`, actor.session, now)
    return Promise.reject(new Problem('signedOut'))
  }
  return () => {
    asked ??= ask()
    return asked
  }
}

const run = async (rooms: Record<string, Record<string, Operation<never>>>, event: Event, asked: Asked) => {
  const { operation, line } = asked
  const { cookies = [] } = event
  const now = nowInstant()
  const actor = actorOf(event)
  mustBelong(line, actor.kind)
  const suspended = actor.kind === 'member' && actor.suspended
  const standing = standingFor(actor, now)
  const allowed =
    line.may === 'anyone'
      ? Promise.resolve()
      : standing().then((mine) => mustBeAllowed(line, mine, suspended))
  // It is heard below; should this function end before, a rejection that nobody awaits would end the whole process.
  allowed.catch(() => {})
  const parsed = line.input.safeParse(asked.input)
  // A read, and a learner's write, may begin beside the check of the session: nothing of a read leaves before the check
  // has passed, and a learner's operations have no effect but through the table, whose writes wait for it.
  if (!parsed.success || (line.effect === 'write' && line.door !== 'learner')) await allowed
  if (!parsed.success) throw invalid(parsed.error)

  const address = event.requestContext?.identity?.sourceIp
  const call: Call = makeCall({
    operation,
    line,
    actor,
    now,
    token: asked.token,
    address,
    log,
    standing,
    allowed,
    cookies,
  })
  const [room, verb] = operation.split('.') as [string, string]
  const act = rooms[room]?.[verb]
  if (!act) throw new Problem('notFound')
  const [result] = await bothOrCheck(act(call, parsed.data as never), allowed)
  const output = line.output.parse(result)
  if (line.audit && line.effect === 'read') await call.commit([], noteOfRead(parsed.data))
  return answer(200, output, cookies)
}

/** Waits for both; where both fail, the failed check is what the caller hears. */
const bothOrCheck = async <T>(work: Promise<T>, check: Promise<void>): Promise<[T]> => {
  const [done, checked] = await Promise.allSettled([work, check])
  if (checked.status === 'rejected') throw checked.reason
  if (done.status === 'rejected') throw done.reason
  return [done.value]
}

/** What was looked at, by the ids in the question alone. */
const noteOfRead = (input: unknown) => {
  const { id, memberId, assignmentId, importId } = (input ?? {}) as Record<string, unknown>
  const subject = memberId ?? id ?? assignmentId ?? importId
  return typeof subject === 'string' ? { subject } : {}
}

/** An id in a question, wherever it stands. */
const SOME_ID = /(?<![a-z])[a-z]{3}_[0-9a-hjkmnp-tv-z]{26}(?![a-z0-9])/

/** Another tenant's id and one that nobody has look alike from here: each reach for one leaves a line that an alarm counts. */
const noteReach = ({ asked, body, queryStringParameters, requestContext }: Event) => {
  if (!asked || !SOME_ID.test(body ?? Object.values(queryStringParameters ?? {}).join(' '))) return
  const { tenant, member, operator } = (requestContext?.authorizer ?? {}) as Record<
    string,
    string | undefined
  >
  log.security('an id was asked for that is not there for the caller', {
    operation: asked.operation,
    tenant,
    actor: member ?? operator,
  })
}

/** Everything that is not a `Problem` becomes one that says nothing of the inside; the inside is logged, without input. */
const problemOf = (error: unknown, operation: string | undefined): Problem => {
  if (error instanceof Problem) return error
  const { name, message, stack } =
    error instanceof Error ? error : { name: 'unknown', message: '', stack: undefined }
  log.error('operation failed', {
    operation,
    name,
    message: message.slice(0, 300),
    stack: stack?.split('\n').slice(1, 4).join(' '),
  })
  return new Problem(isBusy(error) ? 'unavailable' : 'unexpected')
}

/** A door: gateway event in, answer out, through the one chain that every operation passes. */
export const serve = <D extends Door>(door: D, rooms: Rooms<D>) =>
  middy<Event, APIGatewayProxyResult, Error>()
    .use({
      before: ({ event }) => {
        event.cookies = []
        event.asked = readRequest(door, event)
      },
      onError: (request) => {
        const problem = problemOf(request.error, request.event.asked?.operation)
        if (problem.kind === 'forged')
          log.security('a request without the product’s own header or from another origin', { door })
        if (problem.kind === 'notFound') noteReach(request.event)
        request.response = answer(problem.status, problem.body(), request.event.cookies)
      },
    })
    .handler((event) => run(rooms as never, event, event.asked as Asked))
