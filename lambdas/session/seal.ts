import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { DecryptCommand, EncryptCommand, KMSClient } from '@aws-sdk/client-kms'
import { type Credentials, env, makeClient } from '../runtime/aws.ts'
import { perTenancy } from '../runtime/tenancy.ts'

/** Seals a refresh token (under 4 KB) so that the table alone does not give it; the context binds it to its owner.
 * Packed first: base 64 text shrinks by a quarter, which saves a write unit at each sign-in. */
export const sealOf = (owner: string, credentials?: () => Promise<Credentials>) => {
  const client = makeClient(KMSClient, credentials)
  const EncryptionContext = { tenant: owner }
  return {
    close: async (text: string): Promise<Uint8Array> => {
      const { CiphertextBlob } = await client.send(
        new EncryptCommand({
          KeyId: env('SESSION_KEY_ID'),
          Plaintext: deflateRawSync(text),
          EncryptionContext,
        }),
      )
      return CiphertextBlob ?? new Uint8Array()
    },
    open: async (sealed: Uint8Array): Promise<string> => {
      const { Plaintext } = await client.send(
        new DecryptCommand({ KeyId: env('SESSION_KEY_ID'), CiphertextBlob: sealed, EncryptionContext }),
      )
      return inflateRawSync(Plaintext ?? new Uint8Array()).toString()
    },
  }
}

export type Seal = ReturnType<typeof sealOf>
export const sealIn = perTenancy(({ id, credentials }) => sealOf(id, credentials))
