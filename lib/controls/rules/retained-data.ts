import { each, get, type Rule, unless } from '../resource.ts'

const HOLDERS = ['AWS::DynamoDB::Table', 'AWS::S3::Bucket', 'AWS::KMS::Key', 'AWS::Backup::BackupVault']

/** A deploy never removes data. A tenant's pool alone goes with its stack: that is how erasure removes it. */
export const retainedData: Rule = {
  name: 'retained data',
  says: 'tables, files, keys and the operators’ pool stay when their stack goes; tables and pools refuse deletion',
  judge: (all) => [
    ...each(HOLDERS, ({ deletionPolicy, updateReplacePolicy }) =>
      unless([deletionPolicy === 'Retain' && updateReplacePolicy === 'Retain', 'goes with its stack']),
    )(all),
    ...each(['AWS::DynamoDB::Table'], ({ properties }) =>
      unless([get(properties, 'DeletionProtectionEnabled') === true, 'can be deleted by a call']),
    )(all),
    ...each(['AWS::Cognito::UserPool'], ({ properties, deletionPolicy }) => {
      const isTenants = get(properties, 'UserPoolTags.tenant') !== undefined
      return unless(
        [deletionPolicy === (isTenants ? 'Delete' : 'Retain'), 'is not kept or removed as it should be'],
        [get(properties, 'DeletionProtection') === 'ACTIVE', 'can be deleted by a call'],
      )
    })(all),
  ],
}
