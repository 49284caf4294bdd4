import { each, get, type Rule, unless } from '../resource.ts'

export const mailOverTls: Rule = {
  name: 'mail over TLS',
  says: 'mail leaves over TLS or not at all, and nobody watches who opens it',
  judge: (all) => [
    ...each(['AWS::SES::ConfigurationSet'], ({ properties }) =>
      unless(
        [get(properties, 'DeliveryOptions.TlsPolicy') === 'REQUIRE', 'sends without TLS'],
        [get(properties, 'TrackingOptions') === undefined, 'tracks'],
      ),
    )(all),
    ...each(['AWS::SES::EmailIdentity'], ({ properties }) =>
      unless([
        Boolean(get(properties, 'ConfigurationSetAttributes.ConfigurationSetName')),
        'sends without the configuration that demands TLS',
      ]),
    )(all),
  ],
}
