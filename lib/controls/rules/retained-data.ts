import { each, get, type Rule, unless } from '../resource.ts'

const HOLDERS = ['AWS::S3::Bucket', 'AWS::KMS::Key', 'AWS::Backup::BackupVault']
/** Whatever refuses deletion stays even when the deploy that made it fails; the rest would bar the next try by its name. */

/** A deploy never removes data. A tenant's pool alone goes with its stack: that is how erasure removes it. */
export const retainedData: Rule = {
  name: 'retained data',
  says: 'tables, files, keys and the operators’ pool stay when their stack goes, but bar no second try of a failed first deploy; tables and pools refuse deletion',
  judge: (all) => [
    ...each(HOLDERS, ({ deletionPolicy, updateReplacePolicy }) =>
      unless(
        [/^Retain/.test(String(deletionPolicy)) && updateReplacePolicy === 'Retain', 'goes with its stack'],
        [deletionPolicy !== 'Retain', 'bars the next try of a first deploy that failed'],
      ),
    )(all),
    ...each(['AWS::DynamoDB::Table'], ({ properties, deletionPolicy, updateReplacePolicy }) =>
      unless(
        [deletionPolicy === 'Retain' && updateReplacePolicy === 'Retain', 'goes with its stack'],
        [get(properties, 'DeletionProtectionEnabled') === true, 'can be deleted by a call'],
      ),
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
