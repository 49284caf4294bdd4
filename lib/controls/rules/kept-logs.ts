import { each, get, type Rule, unless } from '../resource.ts'

/** Days: at least a year for what tells what happened, three months for what the firewall stopped; never for ever. */
const PROMISED = { least: 365, most: 400 }
const FIREWALL = 90

export const keptLogs: Rule = {
  name: 'kept logs',
  says: 'logs are kept for 13 months, the firewall’s for three; every function writes into such a log',
  judge: (all) => [
    ...each(['AWS::Logs::LogGroup'], ({ properties, deletionPolicy }) => {
      const days = Number(get(properties, 'RetentionInDays'))
      const isFirewall = JSON.stringify(get(properties, 'LogGroupName') ?? '').includes('aws-waf-logs-')
      return unless(
        [
          isFirewall ? days === FIREWALL : days >= PROMISED.least && days <= PROMISED.most,
          'is not kept as promised',
        ],
        [deletionPolicy === 'RetainExceptOnCreate', 'goes with its stack, or bars the next try'],
      )
    })(all),
    ...each(['AWS::Lambda::Function'], ({ properties }) =>
      unless([Boolean(get(properties, 'LoggingConfig.LogGroup')), 'writes into a log of its own making']),
    )(all),
  ],
}
