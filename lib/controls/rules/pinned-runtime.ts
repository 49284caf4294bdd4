import { each, get, type Rule, unless } from '../resource.ts'

/** CDK's own function that copies the site's files at a deploy. */
const CDK = /^CustomCDKBucketDeployment/

export const pinnedRuntime: Rule = {
  name: 'pinned runtime',
  says: 'every function of ours runs on Node 24',
  judge: each(['AWS::Lambda::Function'], ({ id, properties }) =>
    unless([
      get(properties, 'Runtime') === 'nodejs24.x' || CDK.test(id),
      `runs on ${String(get(properties, 'Runtime'))}`,
    ]),
  ),
}
