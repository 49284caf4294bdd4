import type { App } from 'aws-cdk-lib'
import { DataStack } from './data-stack.ts'
import { ServiceStack } from './service-stack.ts'
import { SiteStack } from './site-stack.ts'
import type { Stage } from './stage.ts'
import { TenantStack } from './tenant-stack.ts'
import { VaultStack } from './vault-stack.ts'
import { WatchStack } from './watch-stack.ts'

export interface Made {
  /** The built web apps. */
  readonly webDir: string
  readonly content: { readonly file: string; readonly digest: string }
}

/** All stacks of a stage. Everything stands in Tokyo but the vault in Osaka. */
export const makeFamily = (app: App, stage: Stage, { webDir, content }: Made) => {
  const vault = new VaultStack(app, stage)
  const data = new DataStack(app, stage)
  const service = new ServiceStack(app, stage, { data, content })
  const site = new SiteStack(app, stage, { data, webDir })
  const watch = new WatchStack(app, stage, { data })
  // Copies go to a vault that is there; metric filters look at logs that are there.
  data.addStackDependency(vault)
  watch.addStackDependency(service)
  const tenants = stage.tenants.map((id) => new TenantStack(app, stage, id))
  return { vault, data, service, site, watch, tenants }
}
