import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb'
import * as z from 'zod'
import { env, makeClient } from './aws.ts'
import { held } from './held.ts'
import { lru } from './lru.ts'

/** Which tenant an issuer is; the token's issuer is the only thing that says so. */
const Issuer = z.object({
  issuer: z.string(),
  tenantId: z.string().optional(),
  code: z.string().optional(),
  poolId: z.string(),
  clientId: z.string(),
  state: z.string(),
  keys: z.array(z.looseObject({ kid: z.string(), kty: z.literal('RSA'), alg: z.literal('RS256') })),
})
export type Issuer = z.output<typeof Issuer>

/** 解約予定 goes on as before; 停止中 and 閲覧のみ leave reading and downloading to administrators. */
const WORKING = new Set(['active', 'cancelling'])
const READING = new Set(['suspended', 'readOnly'])
/** In any other state nobody gets in at all, nor by a link: the code answers like one that was never given. */
const letsIn = (state: unknown) => WORKING.has(String(state)) || READING.has(String(state))
export const isSuspended = (state: string) => !WORKING.has(state)

let client: DynamoDBClient | undefined

const read = async (pk: string, sk: string) => {
  client ??= makeClient(DynamoDBClient)
  const { Item } = await client.send(
    new GetItemCommand({ TableName: env('REGISTRY_TABLE'), Key: marshall({ pk, sk }) }),
  )
  return Item ? unmarshall(Item) : undefined
}

const readIssuer = async (issuer: string) => {
  const found = await read(`ISS#${issuer}`, 'ISS')
  return found && letsIn(found.state) ? Issuer.parse(found) : undefined
}

const rows = held(5_000, readIssuer)
/** The registry row of an issuer that lets people in, held for a minute: the longest that a suspension can take to be felt. */
export const issuerRow = rows.get

/** A code belongs to one company for ever: what was read once stays true. */
const codes = lru<string>(5_000)

/** The tenant behind a company code (already in its normal form), or undefined. */
export const issuerOfCode = async (code: string): Promise<Issuer | undefined> => {
  const issuer = codes.get(code) ?? (await read(`CODE#${code}`, 'CODE'))?.issuer
  return typeof issuer === 'string' ? issuerRow(codes.set(code, issuer)) : undefined
}

/** Tests and the local service change tenants under the running doors. */
export const forgetIssuers = () => {
  rows.clear()
  codes.clear()
}
