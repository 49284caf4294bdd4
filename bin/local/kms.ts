import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { Refusal } from './cognito/refusal.ts'
import type { Store } from './store.ts'

interface Body {
  readonly Plaintext: string
  readonly CiphertextBlob: string
  readonly EncryptionContext?: Record<string, string>
}
const contextOf = (body: Body) =>
  Buffer.from(JSON.stringify(Object.entries(body.EncryptionContext ?? {}).sort()))

/** Encrypt and Decrypt under one key of this machine, bound to the encryption context as KMS binds it. */
export const kmsVerbs = (store: Store) => {
  const kept = store.get<string>('kms', 'key') ?? randomBytes(32).toString('base64')
  store.put('kms', 'key', kept)
  const key = Buffer.from(kept, 'base64')
  return {
    Encrypt: (body: Body) => {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(contextOf(body))
      const sealed = Buffer.concat([cipher.update(Buffer.from(body.Plaintext, 'base64')), cipher.final()])
      // KMS adds about 150 bytes: the size counts in write units.
      return {
        CiphertextBlob: Buffer.concat([iv, cipher.getAuthTag(), Buffer.alloc(120), sealed]).toString(
          'base64',
        ),
        KeyId: 'local',
      }
    },
    Decrypt: (body: Body) => {
      const blob = Buffer.from(body.CiphertextBlob, 'base64')
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, blob.subarray(0, 12))
          .setAAD(contextOf(body))
          .setAuthTag(blob.subarray(12, 28))
        return {
          Plaintext: Buffer.concat([decipher.update(blob.subarray(148)), decipher.final()]).toString(
            'base64',
          ),
          KeyId: 'local',
        }
      } catch {
        throw new Refusal('InvalidCiphertextException', 'The ciphertext or its context is not right.')
      }
    },
  }
}
