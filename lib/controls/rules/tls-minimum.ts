import { each, get, listOf, type Rule, unless } from '../resource.ts'

const MODERN = new Set(['TLSv1.2_2021', 'TLSv1.3_2025', 'TLSv1.2_2025'])

export const tlsMinimum: Rule = {
  name: 'TLS minimum',
  says: 'the hosts speak TLS 1.2 or newer, and buckets, queues and topics nothing else than TLS',
  judge: (all) => [
    ...each(['AWS::CloudFront::Distribution'], ({ properties }) =>
      unless(
        [
          MODERN.has(String(get(properties, 'DistributionConfig.ViewerCertificate.MinimumProtocolVersion'))),
          'takes old TLS',
        ],
        [
          get(properties, 'DistributionConfig.DefaultCacheBehavior.ViewerProtocolPolicy') ===
            'redirect-to-https',
          'answers without TLS',
        ],
      ),
    )(all),
    ...each(['AWS::ApiGateway::DomainName'], ({ properties }) =>
      unless([
        /^(TLS_1_2|SecurityPolicy_TLS13)/.test(String(get(properties, 'SecurityPolicy'))),
        'takes old TLS',
      ]),
    )(all),
    ...each(['AWS::S3::Bucket', 'AWS::SQS::Queue', 'AWS::SNS::Topic'], ({ id, stack }) =>
      unless([
        all.some(
          (other) =>
            other.stack === stack &&
            /::(Bucket|Queue|Topic)Policy$/.test(other.type) &&
            JSON.stringify(
              listOf(
                get(other.properties, 'Bucket') ??
                  get(other.properties, 'Queues') ??
                  get(other.properties, 'Topics'),
              ),
            ).includes(`"${id}"`) &&
            JSON.stringify(get(other.properties, 'PolicyDocument')).includes(
              '"Bool":{"aws:SecureTransport":"false"}',
            ),
        ),
        'may be spoken to without TLS',
      ]),
    )(all),
  ],
}
