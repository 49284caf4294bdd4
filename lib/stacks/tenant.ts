import { CfnOutput, CfnParameter, Stack, type StackProps } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { makePool } from '../parts/identity-pool.ts'
import { TENANT_POOL } from '../pools.ts'

/** A tenant's identity, always a stack of its own: the same template for tenants declared and made at run time. */
export class TenantStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps & { readonly tenantId?: string }) {
    super(scope, id, props)
    const tenant = new CfnParameter(this, 'TenantId', {
      allowedPattern: '[0-7][0-9a-hjkmnp-tv-z]{25}',
      ...(props.tenantId ? { default: props.tenantId } : {}),
    }).valueAsString
    // Erasure lifts the protection, then deletes the stack.
    const protect = new CfnParameter(this, 'Protect', {
      allowedValues: ['ACTIVE', 'INACTIVE'],
      default: 'ACTIVE',
    }).valueAsString
    const { pool, client } = makePool(this, 'Pool', `kizuki-${tenant}`, TENANT_POOL as never, {
      tags: { tenant },
      protect,
    })
    new CfnOutput(this, 'PoolId', { value: pool.ref })
    new CfnOutput(this, 'ClientId', { value: client.ref })
    new CfnOutput(this, 'Issuer', { value: pool.attrProviderUrl })
  }
}
