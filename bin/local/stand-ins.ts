import type { Names } from '../../lib/names.ts'
import { cloudFormationOf } from './cloud-formation.ts'
import type { verbsOf } from './cognito/verbs.ts'
import { jsonWire, queryWire, startEmulators } from './emulators.ts'
import { kmsVerbs } from './kms.ts'
import type { Mailbox } from './mailbox.ts'
import type { Store } from './store.ts'
import type { stsOf } from './sts.ts'

interface Given {
  readonly store: Store
  readonly cognito: ReturnType<typeof verbsOf>
  readonly mailbox: Mailbox
  readonly sts: ReturnType<typeof stsOf>
  readonly names: Names
  /** What the stage's own stacks would tell. */
  readonly data: () => Readonly<Record<string, string>>
  readonly service: () => Readonly<Record<string, string>>
}

/** The services that are small enough to be stood in for, each under its own path of one loopback server. */
export const startStandIns = ({ store, cognito, mailbox, sts, names, data, service }: Given) =>
  startEmulators([
    {
      ...jsonWire('cognito', cognito.verbs as never),
      document: (path) => {
        const pool = cognito.pools.get(/^\/([^/]+)\/\.well-known\/jwks\.json$/.exec(path)?.[1])
        return pool && { keys: [pool.key.jwk] }
      },
    },
    queryWire(
      'cloudformation',
      cloudFormationOf(store, cognito.pools, () => ({
        [names.of('data')]: data(),
        [names.of('service')]: service(),
      })),
    ),
    jsonWire('kms', kmsVerbs(store) as never),
    queryWire('sts', sts.verbs),
    queryWire('ses', mailbox.verbs),
  ])
