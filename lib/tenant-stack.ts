import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  App,
  BootstraplessSynthesizer,
  CfnDeletionPolicy,
  CfnOutput,
  CfnParameter,
  Stack,
  type StackProps,
} from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { REGION, tenantStackName } from './names.ts'
import { closedPool } from './parts/user-pool.ts'
import { TENANT_POOL } from './pools.ts'
import type { Stage } from './stage.ts'

/** A tenant's identity: one pool, one client, tagged with the tenant, in a stack of its own that erasure can remove. */
export const tenantIdentity = (scope: Stack, stage: string, tenantId: string, protect: string) => {
  const { pool, client } = closedPool(scope, {
    settings: TENANT_POOL,
    poolName: `kizuki-${stage}-${tenantId}`,
    protect,
    tags: { tenant: tenantId, stage },
  })
  pool.cfnOptions.deletionPolicy = CfnDeletionPolicy.DELETE
  new CfnOutput(scope, 'PoolId', { value: pool.ref })
  new CfnOutput(scope, 'ClientId', { value: client.ref })
  new CfnOutput(scope, 'Issuer', { value: pool.attrProviderUrl })
}

/** The stack of a tenant that `cdk.json` declares. */
export class TenantStack extends Stack {
  constructor(scope: Construct, stage: Stage, tenantId: string) {
    super(scope, tenantStackName(tenantId), {
      env: { account: stage.account, region: REGION },
      description: 'Kizuki: the identity of one tenant.',
      tags: { tenant: tenantId },
    })
    tenantIdentity(this, stage.stage, tenantId, 'ACTIVE')
  }
}

class TenantTemplate extends Stack {
  constructor(scope: Construct, stage: string, props: StackProps) {
    super(scope, 'TenantTemplate', props)
    const id = new CfnParameter(this, 'TenantId', {
      description: 'ULID of the tenant, lower case',
      allowedPattern: '^[0-7][0-9a-hjkmnp-tv-z]{25}$',
    })
    const protect = new CfnParameter(this, 'Protect', {
      allowedValues: ['ACTIVE', 'INACTIVE'],
      default: 'ACTIVE',
      description: 'INACTIVE lets erasure remove the pool',
    })
    tenantIdentity(this, stage, id.valueAsString, protect.valueAsString)
  }
}

/** The same identity as a template for tenants that come at run time: parameters instead of names, no assets, no bootstrap. */
export const tenantTemplate = (stage: string): Record<string, unknown> => {
  // Elsewhere than the app that may be running: an output folder given by the CLI holds one assembly.
  const outdir = mkdtempSync(join(tmpdir(), 'kizuki-tenant-'))
  try {
    const app = new App({ analyticsReporting: false, builtinCloudFormationValidation: false, outdir })
    const stack = new TenantTemplate(app, stage, {
      synthesizer: new BootstraplessSynthesizer(),
      description: 'Kizuki: the identity of one tenant.',
    })
    return app.synth().getStackArtifact(stack.artifactId).template as Record<string, unknown>
  } finally {
    rmSync(outdir, { recursive: true })
  }
}
