import { each, get, type Json, type Resource, type Rule, unless } from '../resource.ts'

/** Where the key lies in each kind of resource that holds something. */
const KEY: Record<string, (properties: Json) => Json> = {
  'AWS::DynamoDB::Table': (p) => get(p, 'SSESpecification.KMSMasterKeyId'),
  'AWS::S3::Bucket': (p) =>
    get(
      p,
      'BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault.KMSMasterKeyID',
    ),
  'AWS::SQS::Queue': (p) => get(p, 'KmsMasterKeyId'),
  'AWS::SNS::Topic': (p) => get(p, 'KmsMasterKeyId'),
  'AWS::Logs::LogGroup': (p) => get(p, 'KmsKeyId'),
  'AWS::Backup::BackupVault': (p) => get(p, 'EncryptionKeyArn'),
  'AWS::CloudTrail::Trail': (p) => get(p, 'KMSKeyId'),
}
/** Public files of the site; logs that S3 and CloudFront deliver only into a bucket with S3's own key. */
const WITHOUT = [/-site-\d{12}$/, /-logs-\d{12}$/]
const isExcepted = ({ type, properties }: Resource) =>
  type === 'AWS::S3::Bucket' && WITHOUT.some((name) => name.test(String(get(properties, 'BucketName'))))

export const ownKeys: Rule = {
  name: 'own keys',
  says: 'whatever holds data is encrypted by a key of ours, and keys rotate',
  judge: (all) => [
    ...each(Object.keys(KEY), (one) =>
      unless([isExcepted(one) || Boolean(KEY[one.type]?.(one.properties)), 'is not under a key of ours']),
    )(all),
    ...each(['AWS::KMS::Key'], ({ properties }) =>
      unless([get(properties, 'EnableKeyRotation') === true, 'does not rotate']),
    )(all),
  ],
}
