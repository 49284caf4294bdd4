import { Stack } from 'aws-cdk-lib'
import { BackupVault } from 'aws-cdk-lib/aws-backup'
import { Key } from 'aws-cdk-lib/aws-kms'
import type { Construct } from 'constructs'
import { namesOf, VAULT_REGION } from './names.ts'
import { KEPT } from './parts/kept.ts'
import type { Stage } from './stage.ts'

/** The one stack outside Tokyo: where the second copies lie, in Osaka, under a key of their own. */
export class VaultStack extends Stack {
  constructor(scope: Construct, { stage, account }: Stage) {
    const names = namesOf(stage, account)
    super(scope, names.of('vault'), {
      env: { account, region: VAULT_REGION },
      terminationProtection: true,
      description: 'Kizuki: second copies of the tables, 14 days at most.',
    })
    const encryptionKey = new Key(this, 'VaultKey', {
      alias: names.of('vault'),
      enableKeyRotation: true,
      removalPolicy: KEPT,
    })
    new BackupVault(this, 'Vault', {
      backupVaultName: names.of('vault'),
      encryptionKey,
      removalPolicy: KEPT,
    })
  }
}
