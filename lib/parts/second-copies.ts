import { Duration } from 'aws-cdk-lib'
import {
  BackupPlan,
  BackupPlanRule,
  BackupResource,
  BackupSelection,
  BackupVault,
} from 'aws-cdk-lib/aws-backup'
import { Schedule } from 'aws-cdk-lib/aws-events'
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { Construct } from 'constructs'
import type { Names } from '../names.ts'
import { RESTORE_DAYS } from './kept-table.ts'

/**
 * A copy of the tables each night, and a second one in Osaka, both gone after 14 days: whatever is erased by the 15th day before
 * a deadline is gone from every copy by then.
 */
export const copyAbroad = (scope: Construct, names: Names, encryptionKey: IKey) => {
  const backupVault = new BackupVault(scope, 'Copies', { backupVaultName: names.of('copies'), encryptionKey })
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
    assumedBy: new ServicePrincipal('backup.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': names.account } },
    }),
    managedPolicies: [
      ManagedPolicy.fromAwsManagedPolicyName('service-role/AWSBackupServiceRolePolicyForBackup'),
    ],
  })
  new BackupSelection(scope, 'CopySelection', {
    backupPlan: plan,
    role,
    disableDefaultBackupPolicy: true,
    resources: [BackupResource.fromTag('second-copy', 'yes')],
  })
}
