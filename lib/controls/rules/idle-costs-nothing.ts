import { each, get, listOf, type Rule, unless } from '../resource.ts'

/** What costs by the hour whether somebody learns or not, and would be a server to harden. */
const STANDING = [
  'AWS::EC2::Instance',
  'AWS::EC2::NatGateway',
  'AWS::EC2::VPC',
  'AWS::ECS::Service',
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
  'AWS::RDS::DBInstance',
  'AWS::RDS::DBCluster',
  'AWS::ElastiCache::CacheCluster',
  'AWS::OpenSearchService::Domain',
]

export const idleCostsNothing: Rule = {
  name: 'idle costs nothing',
  says: 'no server, no network of our own, nothing provisioned, no metric for each method',
  judge: (all) => [
    ...each(STANDING, () => ['stands and costs'])(all),
    ...each(['AWS::DynamoDB::Table'], ({ properties }) =>
      unless([get(properties, 'BillingMode') === 'PAY_PER_REQUEST', 'has provisioned capacity']),
    )(all),
    ...each(['AWS::ApiGateway::Stage'], ({ properties }) =>
      unless([
        listOf(get(properties, 'MethodSettings')).every((one) => get(one, 'MetricsEnabled') === false),
        'pays for metrics of each method',
      ]),
    )(all),
    ...each(['AWS::Lambda::Alias', 'AWS::Lambda::Version'], ({ properties }) =>
      unless([get(properties, 'ProvisionedConcurrencyConfig') === undefined, 'has provisioned concurrency']),
    )(all),
  ],
}
