import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { SQSClient } from '@aws-sdk/client-sqs'
import { startFauxqs } from 'fauxqs'
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
import { gatewayOf } from './gateway.ts'
import { newMeter } from './iam/meter.ts'
import { policyPlugin } from './iam/plugin.ts'
import { mailboxOf } from './mailbox.ts'
import { loop, pumpQueue, pumpStream } from './pumps.ts'
import { startS3Front } from './s3-front.ts'
import { startStandIns } from './stand-ins.ts'
import { openStore } from './store.ts'
import { stsOf } from './sts.ts'
import { makeTables } from './tables.ts'

export interface CloudOptions {
  readonly dataDir: string
  readonly port?: number
  /** Serves whatever is not `/api/` (the built web apps, the developer's pages). */
  readonly pages?: (
    cloud: Cloud,
  ) => (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void> | void
  readonly reset?: boolean
  /** Host names other than localhost, for the arrangement of two hosts over TLS. */
  readonly origin?: string
}

const SWEEP_MS = 5 * 60_000
const ACCOUNT = '000000000000'

/** The whole cloud on one machine: the doors and everything they call, on loopback, kept in `dataDir`. */
export const startCloud = async ({ dataDir, port = 0, pages, reset, origin }: CloudOptions) => {
  if (reset) rmSync(dataDir, { recursive: true, force: true })
  mkdirSync(dataDir, { recursive: true })
  const isNew = !existsSync(join(dataDir, 'local.db'))
  const store = openStore(join(dataDir, 'local.db'))
  const names = namesOf('local', ACCOUNT)
  const now = () => new Date(clock.source()).toISOString()

  const cognito = verbsOf(store, () => clock.source())
  const operatorPool =
    cognito.pools.list().find(({ tags }) => tags.tenant === undefined) ?? cognito.pools.create(OPERATOR_POOL)
  const sts = stsOf(names)
  let doors: Awaited<ReturnType<typeof loadDoors>>
  const mailbox = mailboxOf(store, now, (event) => {
    void doors
      ?.invoke('mail-events', { Records: [{ Sns: { Message: JSON.stringify(event) } }] })
      .catch(() => {})
  })

  const [dynamo, fauxqs] = await Promise.all([
    startDynamo(dataDir),
    startFauxqs({
      port: 0,
      logger: false,
      dataDir: join(dataDir, 'objects'),
      defaultRegion: 'ap-northeast-1',
    } as never),
  ])
  const emulators = await startStandIns({
    store,
    cognito,
    mailbox,
    sts,
    data: () => ({ OperatorPoolId: operatorPool.id, OperatorClientId: operatorPool.client.id }),
    service: () => ({ SiteOrigin: site, ApiOrigin: site }),
    names,
  })
  const server: Server = createServer()
  await listen(server, port)
  const boundPort = (server.address() as AddressInfo).port
  const site = origin ?? `http://localhost:${boundPort}`
  const upstream = `http://127.0.0.1:${(fauxqs as unknown as { port: number }).port}`
  const front = await startS3Front({ upstream, origin: () => site, nowMs: () => Date.now() })

  const sqs = new SQSClient({
    endpoint: upstream,
    region: 'ap-northeast-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  })
  const queueUrl = (name: string, dead: string) => {
    const deadArn = fauxqs.createQueue(dead).queueArn
    const policy = JSON.stringify({ deadLetterTargetArn: deadArn, maxReceiveCount: 5 })
    fauxqs.createQueue(name, { attributes: { RedrivePolicy: policy } } as never)
    return `${upstream}/000000000000/${name}`
  }
  for (const bucket of [names.buckets.files, names.buckets.content]) fauxqs.createBucket(bucket)
  const queues = {
    jobs: queueUrl(names.queues.jobs, `${names.queues.jobs}-dead`),
    mail: queueUrl(names.queues.mail, `${names.queues.mail}-dead`),
  }

  const env: Record<string, string> = {
    ...environmentOf(names, {
      site,
      api: site,
      mailFrom: 'no-reply@example.jp',
      queueUrl: (queue) => queues[queue],
      operatorPoolId: operatorPool.id,
      operatorClientId: operatorPool.client.id,
      sessionKeyId: 'session',
    }),
    AWS_REGION: 'ap-northeast-1',
    KIZUKI_S3_PATH_STYLE: '1',
    FONT_FILE: new URL(
      '../../node_modules/@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf',
      import.meta.url,
    ).pathname,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_DYNAMODB: dynamo.endpoint,
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: emulators.url('cognito'),
    AWS_ENDPOINT_URL_CLOUDFORMATION: emulators.url('cloudformation'),
    AWS_ENDPOINT_URL_KMS: emulators.url('kms'),
    AWS_ENDPOINT_URL_STS: emulators.url('sts'),
    AWS_ENDPOINT_URL_SES: emulators.url('ses'),
    AWS_ENDPOINT_URL_S3: front.endpoint,
    AWS_ENDPOINT_URL_SQS: upstream,
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
  const pumps = [
    pumpStream(dynamo.endpoint, names.tables.app, doors, 'TRIM_HORIZON', bells.stream),
    pumpStream(dynamo.endpoint, names.tables.audit, doors, 'LATEST', bells.audit),
    pumpQueue(sqs, queues.jobs, doors, 'jobs', bells.jobs),
    pumpQueue(sqs, queues.mail, doors, 'mail', bells.mail),
  ]
  let sweptAt = clock.source()
  const sweep = async () => {
    sweptAt = clock.source()
    await doors.invoke('schedule', {})
  }
  pumps.push(
    loop(async () => {
      if (clock.source() - sweptAt > SWEEP_MS) await sweep()
      return false
    }),
  )

  const gateway = gatewayOf({ doors, origin: () => site })
  let paused = false
  const cloud = {
    isNew,
    origin: site,
    port: boundPort,
    env,
    names,
    doors,
    meter,
    mailbox,
    store,
    sweep,
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
    async stop() {
      rmSync(endpoints, { force: true })
      await Promise.all([closed(server), ...pumps.map((pump) => pump.stop())])
      await Promise.all([front.stop(), emulators.stop(), fauxqs.stop(), dynamo.stop()])
      sqs.destroy()
      store.close()
    },
  }
  const page = pages?.(cloud as never)
  server.on('request', async (request, response) => {
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

const listen = (server: Server, port: number) =>
  new Promise<void>((done, fail) => {
    server.once('error', fail)
    server.listen(port, '127.0.0.1', done)
  })
const closed = (server: Server) =>
  new Promise<void>((done) => {
    server.close(() => done())
    server.closeAllConnections()
  })
