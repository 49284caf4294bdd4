import { entriesOf, get, ofType, type Rule } from '../resource.ts'

const HEADER = 'integration.request.header.X-Amz-Tenant-Id'
const PROVED = 'context.authorizer.tenant'
const APART = ['learner', 'admin']

/** What one company's call leaves in memory, no other company's call can meet. */
export const tenantsApart: Rule = {
  name: 'tenants apart',
  says: 'the doors of learners and administrators run in an environment per tenant, named by the authorizer alone',
  judge: (all) => {
    const modes = ofType(all, 'AWS::Lambda::Function').map(
      ({ properties }) =>
        [
          String(get(properties, 'FunctionName')),
          get(properties, 'TenancyConfig.TenantIsolationMode') === 'PER_TENANT',
        ] as const,
    )
    const methods = ofType(all, 'AWS::ApiGateway::RestApi').flatMap(({ properties }) =>
      entriesOf(get(properties, 'Body.paths')).flatMap(([path, item]) =>
        entriesOf(item).map(([verb, method]) => ({ path, verb, method })),
      ),
    )
    return APART.flatMap((door) => [
      ...(modes.some(([name, apart]) => name.endsWith(`-${door}`) && apart)
        ? []
        : [`${door} mixes tenants in one environment`]),
      ...methods
        .filter(({ path, verb }) => path.startsWith(`/api/${door}/`) && verb !== 'options')
        .filter(({ method }) => {
          const parameters = entriesOf(get(method, 'x-amazon-apigateway-integration'))
            .filter(([name]) => name === 'requestParameters')
            .flatMap(([, value]) => entriesOf(value))
          return !parameters.some(([name, value]) => name === HEADER && value === PROVED)
        })
        .map(({ path }) => `${path} does not name the tenant that the authorizer has proved`),
    ])
  },
}
