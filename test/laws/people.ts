import type { OperationName, Register } from '../../lambdas/register.ts'
import { register } from '../../lambdas/register.ts'
import type { Line, May } from '../../lambdas/runtime/line.ts'
import type { Example } from '../examples/example.ts'
import { examples } from '../examples/index.ts'
import type { Scene } from '../examples/scene.ts'
import type { Client } from '../world/client.ts'

export const operations = Object.keys(register) as OperationName[]
export const lineOf = (name: OperationName): Line => register[name]
export const exampleOf = (name: OperationName) => examples[name] as Example<keyof Register>

export type Audience =
  | 'visitor'
  | 'learner'
  | 'administrator'
  | 'operator'
  | 'administrator without authenticator'

/** One person of each audience, signed in. */
export const audiencesOf = async (scene: Scene): Promise<Record<Audience, Client>> => {
  const half = scene.visitor()
  const { userId } = await scene.person({ roles: ['learner', 'administrator'] })
  await half.signIn(scene.code, userId, scene.password)
  return {
    visitor: scene.visitor(),
    learner: (await scene.learner()).browser,
    administrator: scene.admin,
    operator: await scene.operator(),
    'administrator without authenticator': half,
  }
}

/** Whom an operation lets in; everybody else is refused with this. */
export const refusalOf = (
  may: May,
  who: Audience,
): 'signedOut' | 'notAllowed' | 'factorNeeded' | undefined => {
  if (may === 'anyone') return undefined
  if (who === 'visitor') return 'signedOut'
  if (may === 'person') return undefined
  // Each door reads the cookie of its own people: an operator is nobody at a member's door, and the reverse.
  if (may === 'operator') return who === 'operator' ? undefined : 'signedOut'
  if (who === 'administrator without authenticator') return 'factorNeeded'
  if (may === 'account') return undefined
  if (who === 'operator') return 'signedOut'
  return who === may || who === 'administrator' ? undefined : 'notAllowed'
}
