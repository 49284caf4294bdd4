import { Duration } from 'aws-cdk-lib'
import { HeadersFrameOption, HeadersReferrerPolicy, ResponseHeadersPolicy } from 'aws-cdk-lib/aws-cloudfront'
import type { Construct } from 'constructs'
import { namesOf } from '../names.ts'
import { originsOf, type Stage } from '../stage.ts'
import { contentSecurityPolicy } from './content-security-policy.ts'

const override = true

/** What every page tells the browser: whom it may speak to, TLS for two years, no frame, no trace of where one came from. */
export const securityHeaders = (scope: Construct, stage: Stage) => {
  const { api, files } = originsOf(stage)
  return new ResponseHeadersPolicy(scope, 'Headers', {
    responseHeadersPolicyName: namesOf(stage.stage, stage.account).of('site'),
    securityHeadersBehavior: {
      contentSecurityPolicy: {
        contentSecurityPolicy: contentSecurityPolicy({ apiOrigin: api, filesOrigin: files }),
        override,
      },
      strictTransportSecurity: {
        accessControlMaxAge: Duration.days(730),
        includeSubdomains: true,
        override,
      },
      contentTypeOptions: { override },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override },
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override },
    },
    customHeadersBehavior: {
      customHeaders: [
        ['Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=()'],
        ['Cross-Origin-Opener-Policy', 'same-origin'],
        ['Cross-Origin-Resource-Policy', 'same-origin'],
      ].map(([header = '', value = '']) => ({ header, value, override })),
    },
  })
}
