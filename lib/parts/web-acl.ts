import { Aws } from 'aws-cdk-lib'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs'
import { CfnLoggingConfiguration, CfnWebACL } from 'aws-cdk-lib/aws-wafv2'
import type { Construct } from 'constructs'
import type { Names } from '../names.ts'
import { KEPT } from './kept.ts'

/**
 * Rules about bodies only count: they block what is over 8 KB, and lessons that quote attacks. The doors take bodies as data
 * and judge their size and shape themselves.
 */
export const COUNTED = {
  AWSManagedRulesCommonRuleSet: [
    'SizeRestrictions_BODY',
    'EC2MetaDataSSRF_BODY',
    'GenericLFI_BODY',
    'GenericRFI_BODY',
    'CrossSiteScripting_BODY',
  ],
  AWSManagedRulesKnownBadInputsRuleSet: ['JavaDeserializationRCE_BODY', 'Log4JRCE_BODY', 'ReactJSRCE_BODY'],
  AWSManagedRulesAmazonIpReputationList: [],
} as const

const watched = (metricName: string) => ({
  cloudWatchMetricsEnabled: true,
  metricName,
  // Samples would show whole requests to whoever looks at the console.
  sampledRequestsEnabled: false,
})
const lower = [{ priority: 0, type: 'LOWERCASE' }]

const managed = (name: keyof typeof COUNTED, priority: number): CfnWebACL.RuleProperty => ({
  name,
  priority,
  overrideAction: { none: {} },
  statement: {
    managedRuleGroupStatement: {
      vendorName: 'AWS',
      name,
      ruleActionOverrides: COUNTED[name].map((rule) => ({ name: rule, actionToUse: { count: {} } })),
    },
  },
  visibilityConfig: watched(name),
})

/** Per address and 5 minutes. A company of thousands may sit behind one address and begin its course at one moment. */
const rate = (name: string, priority: number, limit: number, path: string): CfnWebACL.RuleProperty => ({
  name,
  priority,
  action: { block: {} },
  statement: {
    rateBasedStatement: {
      limit,
      aggregateKeyType: 'IP',
      evaluationWindowSec: 300,
      scopeDownStatement: {
        byteMatchStatement: {
          fieldToMatch: { uriPath: {} },
          positionalConstraint: 'STARTS_WITH',
          searchString: path,
          textTransformations: lower,
        },
      },
    },
  },
  visibilityConfig: watched(name),
})

/** By the length that a request declares; the firewall itself sees only the first 16 KB of a body. */
const size: CfnWebACL.RuleProperty = {
  name: 'size',
  priority: 3,
  action: { block: {} },
  statement: {
    regexMatchStatement: {
      fieldToMatch: { singleHeader: { Name: 'content-length' } },
      // Above 262,999 bytes; the doors take 256 KB.
      regexString: '^0*(26[3-9][0-9]{3}|2[7-9][0-9]{4}|[3-9][0-9]{5}|[1-9][0-9]{6,})$',
      textTransformations: [{ priority: 0, type: 'NONE' }],
    },
  },
  visibilityConfig: watched('size'),
}

/** The firewall before the API. Its log keeps what it stopped, without cookies and questions. */
export const webAcl = (scope: Construct, names: Names, encryptionKey: IKey) => {
  const acl = new CfnWebACL(scope, 'Firewall', {
    name: names.of('api'),
    scope: 'REGIONAL',
    defaultAction: { allow: {} },
    visibilityConfig: watched('firewall'),
    rules: [
      managed('AWSManagedRulesAmazonIpReputationList', 0),
      managed('AWSManagedRulesKnownBadInputsRuleSet', 1),
      managed('AWSManagedRulesCommonRuleSet', 2),
      size,
      rate('sign-in', 4, 5_000, '/api/gate/session.'),
      rate('all', 5, 50_000, '/api/'),
    ],
  })
  const log = new LogGroup(scope, 'FirewallLog', {
    // The service demands the beginning of this name.
    logGroupName: `aws-waf-logs-${names.of('api')}`,
    encryptionKey,
    retention: RetentionDays.THREE_MONTHS,
    removalPolicy: KEPT,
  })
  new CfnLoggingConfiguration(scope, 'FirewallLogging', {
    resourceArn: acl.attrArn,
    logDestinationConfigs: [
      `arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:log-group:${log.logGroupName}`,
    ],
    redactedFields: [{ singleHeader: { Name: 'cookie' } }, { queryString: {} }],
    loggingFilter: {
      DefaultBehavior: 'DROP',
      Filters: [
        {
          Behavior: 'KEEP',
          Requirement: 'MEETS_ANY',
          Conditions: ['BLOCK', 'COUNT'].map((Action) => ({ ActionCondition: { Action } })),
        },
      ],
    },
  }).node.addDependency(log)
  return acl
}
