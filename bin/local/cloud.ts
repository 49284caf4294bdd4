import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { plugins } from '../../lambdas/runtime/aws.ts'
import { clock } from '../../lambdas/runtime/clock.ts'
import { forgetIssuers } from '../../lambdas/runtime/issuer.ts'
import { forgetShared } from '../../lambdas/runtime/shared.ts'
import { forgetTenancies } from '../../lambdas/runtime/tenancy.ts'
import { environmentOf } from '../../lib/environment.ts'
import { namesOf } from '../../lib/names.ts'
import { OPERATOR_POOL } from '../../lib/pools.ts'
import { TABLES } from '../../lib/tables.ts'
import { bellsOf } from './bells.ts'
import { issuerOf } from './cognito/tokens.ts'
import { verbsOf } from './cognito/verbs.ts'
import { loadDoors } from './doors.ts'
import { startDynamo } from './dynamo.ts'
import { endpointsEnvironment } from './environment.ts'
import { gatewayOf } from './gateway.ts'
import { newMeter } from './iam/meter.ts'
import { policyPlugin } from './iam/plugin.ts'
import { mailboxOf } from './mailbox.ts'
import { startObjects } from './objects.ts'
import { occupy } from './occupied.ts'
import { startS3Front } from './s3-front.ts'
import { openServer } from './server.ts'
import { startStandIns } from './stand-ins.ts'
import { openStore } from './store.ts'
import { stsOf } from './sts.ts'
import { makeTables } from './tables.ts'
import { throttled } from './throttle.ts'
import { startWorkers } from './workers.ts'

export interface CloudOptions {
  readonly dataDir: string
  readonly port?: number
  /** Serves whatever is not `/api/` (the built web apps, the developer's pages). */
  readonly pages?: (
    cloud: Cloud,
  ) => (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void> | void
  /** Done once the folder is this process's own and before anything in it is opened. */
  readonly prepare?: () => void
  /** Host names other than localhost, for the arrangement of two hosts over TLS. */
  readonly origin?: string
}

const ACCOUNT = '000000000000'

/** The whole cloud on one machine: the doors and everything they call, on loopback, kept in `dataDir`. */
export const startCloud = async ({ dataDir, port = 0, pages, prepare, origin }: CloudOptions) => {
  mkdirSync(dataDir, { recursive: true })
  const occupied = await occupy(dataDir)
  const server = await openServer(port)
  prepare?.()
  const store = openStore(join(dataDir, 'local.db'))
  const names = namesOf('local', ACCOUNT)
  const now = () => new Date(clock.source()).toISOString()

  const cognito = verbsOf(store, () => clock.source())
  const rates = throttled(cognito.verbs)
  const operatorPool =
    cognito.pools.list().find(({ tags }) => tags.tenant === undefined) ?? cognito.pools.create(OPERATOR_POOL)
  const sts = stsOf(names)
  let doors: Awaited<ReturnType<typeof loadDoors>>
  const mailbox = mailboxOf(store, now, (event) => {
    void doors
      ?.invoke('mail-events', { Records: [{ Sns: { Message: JSON.stringify(event) } }] })
      .catch(() => {})
  })

  const [dynamo, objects] = await Promise.all([
    startDynamo(dataDir, occupied.hasChild),
    startObjects(dataDir, names),
  ])
  const emulators = await startStandIns({
    store,
    cognito: { ...cognito, verbs: rates.verbs },
    mailbox,
    sts,
    data: () => ({ OperatorPoolId: operatorPool.id, OperatorClientId: operatorPool.client.id }),
    service: () => ({ SiteOrigin: site, ApiOrigin: site }),
    names,
  })
  const site = origin ?? `http://localhost:${server.port}`
  const front = await startS3Front({
    upstream: objects.endpoint,
    origin: () => site,
    nowMs: () => Date.now(),
  })

  const env: Record<string, string> = {
    ...environmentOf(names, {
      site,
      api: site,
      mailFrom: 'no-reply@example.jp',
      queueUrl: (queue) => objects.queues[queue],
      operatorPoolId: operatorPool.id,
      operatorClientId: operatorPool.client.id,
      sessionKeyId: 'session',
    }),
    ...endpointsEnvironment({
      dynamo: dynamo.endpoint,
      s3: front.endpoint,
      sqs: objects.endpoint,
      standIn: emulators.url,
    }),
  }
  Object.assign(process.env, env)
  // Commands in other processes (npm run people -- --local DIR) find the stand-ins by this.
  const endpoints = join(dataDir, 'cloud.json')
  writeFileSync(endpoints, JSON.stringify(env), { mode: 0o600 })
  const meter = newMeter()
  const bells = bellsOf(names)
  const keys = {
    data: 'data',
    session: 'session',
    operatorPool: operatorPool.id,
    mailIdentity: 'example.jp',
    template: { url: '', object: '' },
  }
  plugins.length = 0
  plugins.push(
    policyPlugin({
      names,
      keys,
      sessions: sts.sessions,
      poolTag: (id) => cognito.pools.get(id)?.tags.tenant,
      meter,
      heard: bells.heard,
    }) as never,
  )
  for (const forget of [forgetIssuers, forgetShared, forgetTenancies]) forget()
  await makeTables(
    dynamo.endpoint,
    Object.entries(TABLES).map(([name, { indexes }]) => ({
      name: names.tables[name as keyof typeof names.tables],
      indexes,
    })),
  )

  doors = await loadDoors()
  const { sqs, queues } = objects
  const workers = startWorkers({ names, doors, dynamo: dynamo.endpoint, sqs, queues, bells })

  const gateway = gatewayOf({ doors, origin: () => site })
  let paused = false
  const cloud = {
    origin: site,
    port: server.port,
    env,
    names,
    doors,
    meter,
    mailbox,
    store,
    sweep: workers.sweep,
    dynamo: dynamo.endpoint,
    filesOrigin: front.endpoint,
    operatorIdentity: () => ({
      poolId: operatorPool.id,
      clientId: operatorPool.client.id,
      issuer: issuerOf(operatorPool.id),
      keys: [operatorPool.key.jwk],
    }),
    /** Calls Cognito directly, for seeding and for the tests' own attacks. */
    cognito: cognito.verbs,
    codeFor: cognito.codeFor,
    pools: cognito.pools,
    /** Sample people by company code and ID, for the developer's pages. */
    sample: new Map<string, string>(),
    pauseApi: () => {
      paused = true
    },
    resumeApi: () => {
      paused = false
    },
    /** Holds Cognito to the rates of the real one, while on. */
    throttle: rates.turn,
    async stop() {
      rmSync(endpoints, { force: true })
      await Promise.all([server.stop(), workers.stop()])
      await Promise.all([front.stop(), emulators.stop(), objects.stop(), dynamo.stop()])
      store.close()
      occupied.leave()
    },
  }
  const page = pages?.(cloud as never)
  server.serve(async (request, response) => {
    if (!URL.canParse(request.url ?? '/', site)) return void response.writeHead(400).end()
    const url = new URL(request.url ?? '/', site)
    if (url.pathname.startsWith('/api/'))
      return paused
        ? void request.socket.destroy()
        : gateway(request, response, url.pathname, url.searchParams)
    if (page) return page(request, response, url)
    response.writeHead(404).end()
  })
  return cloud
}
export type Cloud = Awaited<ReturnType<typeof startCloud>>
