import { Duration } from 'aws-cdk-lib'
import {
  BackupPlan,
  BackupPlanRule,
  BackupResource,
  BackupSelection,
  BackupVault,
} from 'aws-cdk-lib/aws-backup'
import type { ITable } from 'aws-cdk-lib/aws-dynamodb'
import { Schedule } from 'aws-cdk-lib/aws-events'
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { Construct } from 'constructs'
import type { Names } from '../names.ts'
import { KEPT } from './kept.ts'
import { RESTORE_DAYS } from './kept-table.ts'

/**
 * A copy of the tables each night, and a second one in Osaka, both gone after 14 days: whatever is erased by the 15th day before
 * a deadline is gone from every copy by then.
 */
export const copyAbroad = (
  scope: Construct,
  names: Names,
  encryptionKey: IKey,
  tables: readonly ITable[],
) => {
  const backupVault = new BackupVault(scope, 'Copies', {
    backupVaultName: names.of('copies'),
    encryptionKey,
    removalPolicy: KEPT,
  })
  const deleteAfter = Duration.days(RESTORE_DAYS)
  const plan = new BackupPlan(scope, 'CopyPlan', {
    backupPlanName: names.of('copies'),
    backupVault,
    backupPlanRules: [
      new BackupPlanRule({
        ruleName: 'each-night',
        // 02:30 in Tokyo.
        scheduleExpression: Schedule.cron({ minute: '30', hour: '17' }),
        startWindow: Duration.hours(1),
        completionWindow: Duration.hours(4),
        deleteAfter,
        copyActions: [
          {
            destinationBackupVault: BackupVault.fromBackupVaultArn(scope, 'Osaka', names.vaultArn),
            deleteAfter,
          },
        ],
      }),
    ],
  })
  const role = new Role(scope, 'CopyRole', {
    roleName: names.role('copies'),
    assumedBy: new ServicePrincipal('backup.amazonaws.com'),
    managedPolicies: [
      ManagedPolicy.fromAwsManagedPolicyName('service-role/AWSBackupServiceRolePolicyForBackup'),
    ],
  })
  new BackupSelection(scope, 'CopySelection', {
    backupPlan: plan,
    role,
    disableDefaultBackupPolicy: true,
    // Each by name: what is found by a tag alone is copied only where the account has opted in, and else never, in silence.
    resources: tables.map((table) => BackupResource.fromDynamoDbTable(table)),
  })
}
