import { named, type Resource, type Rule, textsIn } from '../resource.ts'

const HOME = 'ap-northeast-1'
const VAULT = 'ap-northeast-3'
/** In Osaka stands the vault alone: second copies under a key of their own. */
const IN_VAULT = new Set([
  'AWS::Backup::BackupVault',
  'AWS::KMS::Key',
  'AWS::KMS::Alias',
  'AWS::CDK::Metadata',
])
/** CloudFront takes its certificate from there; a certificate holds no data. */
const ELSEWHERE = /^arn:aws:acm:us-east-1:\d+:certificate\//
const REGION =
  /\b(?:us|eu|ap|sa|ca|me|af|il|mx|cn|us-gov)-(?:north|south|east|west|central|northeast|northwest|southeast|southwest)-\d\b/g
/** Ways for data to leave its Region by itself. */
const REPLICAS = ['ReplicationConfiguration', 'Replicas', 'ReplicaRegions', 'ReplicationSpecification']

const foreign = (one: Resource): string[] =>
  textsIn(one.properties)
    .filter((text) => !ELSEWHERE.test(text))
    .flatMap((text) => text.match(REGION) ?? [])
    .filter((region) => region !== HOME && region !== VAULT)
    .map((region) => `${named(one)} names ${region}`)

/** Data and every copy of it stay in Japan. */
export const regionPin: Rule = {
  name: 'region pin',
  says: 'everything stands in Tokyo, second copies in Osaka, and nothing copies itself elsewhere',
  judge: (all) =>
    all.flatMap((one) => [
      ...(one.region === HOME || (one.region === VAULT && IN_VAULT.has(one.type))
        ? []
        : [`${named(one)} stands in ${one.region}`]),
      ...(one.type === 'AWS::DynamoDB::GlobalTable' ? [`${named(one)} is a global table`] : []),
      ...REPLICAS.filter((name) => JSON.stringify(one.properties ?? {}).includes(`"${name}"`)).map(
        (name) => `${named(one)} has ${name}`,
      ),
      ...foreign(one),
    ]),
}
