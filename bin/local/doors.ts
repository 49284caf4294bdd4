import type { APIGatewayRequestAuthorizerEvent } from 'aws-lambda'
import { running } from './door.ts'

// biome-ignore lint/suspicious/noExplicitAny: a Lambda handler takes and gives JSON
type Handler = (event: any, context?: any) => Promise<any>

export const FUNCTIONS = [
  'gate',
  'learner',
  'admin',
  'operator',
  'authorizer',
  'stream',
  'jobs',
  'mail',
  'mail-events',
  'schedule',
] as const
export type FunctionName = (typeof FUNCTIONS)[number]

/** The functions as the cloud runs them: each call in its own role, JSON in and JSON out. */
export const loadDoors = async () => {
  const handlers = new Map<string, Handler>()
  for (const name of FUNCTIONS)
    handlers.set(name, ((await import(`../../lambdas/${name}.ts`)) as { handler: Handler }).handler)
  return {
    async invoke(name: FunctionName, event: unknown): Promise<unknown> {
      const handler = handlers.get(name) as Handler
      const result = await running.run(name, () =>
        handler(structuredClone(event), { functionName: name, getRemainingTimeInMillis: () => 29_000 }),
      )
      return result === undefined ? undefined : JSON.parse(JSON.stringify(result))
    },
  }
}
export type Doors = Awaited<ReturnType<typeof loadDoors>>
export type AuthorizerEvent = APIGatewayRequestAuthorizerEvent
