/** Environment of the function; a missing name is a deploy error and said as one. */
export const env = (name: string): string => {
  const value = process.env[name]
  if (!value) throw new Error(`environment variable ${name} is missing`)
  return value
}

interface Stack {
  // biome-ignore lint/suspicious/noExplicitAny: each client's stack has its own generic parameters, a plugin fits all
  middlewareStack: { use(plugin: any): void }
}

/** Told of every client as it is made; empty in the cloud, the local host judges calls by policy here. */
export const plugins: ((client: Stack) => void)[] = []

export interface Credentials {
  accessKeyId: string
  secretAccessKey: string
  sessionToken?: string
  expiration?: Date
}

/**
 * Makes an SDK client in ap-northeast-1. Without `credentials` it runs as the function's own role, which has no data
 * rights but the closed list of exceptions.
 */
export const makeClient = <C extends Stack>(
  // biome-ignore lint/suspicious/noExplicitAny: the config types of the clients share these fields and no base type
  Client: new (config: any) => C,
  credentials?: () => Promise<Credentials>,
  more: Record<string, unknown> = {},
): C => {
  const client = new Client({
    region: 'ap-northeast-1',
    maxAttempts: 3,
    ...(credentials ? { credentials } : {}),
    ...more,
  })
  for (const plugin of plugins) plugin(client)
  return client
}
