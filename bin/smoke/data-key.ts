import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { EncryptCommand, KMSClient } from '@aws-sdk/client-kms'
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { makeClient } from '../../lambdas/runtime/aws.ts'
import { s3Of } from '../../lambdas/runtime/s3.ts'
import { allowed, type Check, refused } from './check.ts'

export const dataKey: Check = {
  name: 'data key',
  expected:
    'tables and files encrypt and decrypt under the stage’s key; the key itself cannot be used past them',
  run: async ({ tables, buckets, dataKey: KeyId, own, other, session }) => {
    const rows = makeClient(DynamoDBClient, session(own.id))
    const files = s3Of(session(own.id))
    const keys = makeClient(KMSClient, session(own.id))
    const Key = { pk: { S: `T#${own.id}#SMOKE#key` }, sk: { S: 'SMOKE' } }
    const object = (tenantId: string) => ({ Bucket: buckets.files, Key: `T/${tenantId}/smoke.txt` })
    return [
      await allowed('writing a row', () =>
        rows.send(new PutItemCommand({ TableName: tables.app, Item: Key })),
      ),
      await allowed('reading a row', () => rows.send(new GetItemCommand({ TableName: tables.app, Key }))),
      await allowed('writing a file', () =>
        files.send(new PutObjectCommand({ ...object(own.id), Body: 'smoke' })),
      ),
      await allowed('reading a file', () => files.send(new GetObjectCommand(object(own.id)))),
      await allowed('removing a file', () => files.send(new DeleteObjectCommand(object(own.id)))),
      await refused('writing a foreign file', () =>
        files.send(new PutObjectCommand({ ...object(other.id), Body: 'smoke' })),
      ),
      await refused('using the data key directly', () =>
        keys.send(new EncryptCommand({ KeyId, Plaintext: Buffer.from('smoke') })),
      ),
    ].flat()
  },
}
