import type { Rule } from '../resource.ts'
import { guardedMethods } from './guarded-methods.ts'
import { idleCostsNothing } from './idle-costs-nothing.ts'
import { keptLogs } from './kept-logs.ts'
import { keysOfPost } from './keys-of-post.ts'
import { knownConditions } from './known-conditions.ts'
import { lockedTrail } from './locked-trail.ts'
import { mailOverTls } from './mail-over-tls.ts'
import { narrowRoles } from './narrow-roles.ts'
import { noBackDoor } from './no-back-door.ts'
import { ownKeys } from './own-keys.ts'
import { pinnedRuntime } from './pinned-runtime.ts'
import { poolAttributes } from './pool-attributes.ts'
import { poolFlows } from './pool-flows.ts'
import { poolSilence } from './pool-silence.ts'
import { quietGateway } from './quiet-gateway.ts'
import { redrivenQueues } from './redriven-queues.ts'
import { regionPin } from './region-pin.ts'
import { restoreWindow } from './restore-window.ts'
import { retainedData } from './retained-data.ts'
import { tenantsApart } from './tenants-apart.ts'
import { tlsMinimum } from './tls-minimum.ts'
import { tokenLives } from './token-lives.ts'

/** Our own rules about templates, beyond the packs. */
export const rules: readonly Rule[] = [
  guardedMethods,
  idleCostsNothing,
  keptLogs,
  keysOfPost,
  knownConditions,
  lockedTrail,
  mailOverTls,
  narrowRoles,
  noBackDoor,
  ownKeys,
  pinnedRuntime,
  poolAttributes,
  poolFlows,
  poolSilence,
  quietGateway,
  redrivenQueues,
  regionPin,
  restoreWindow,
  retainedData,
  tenantsApart,
  tlsMinimum,
  tokenLives,
]
